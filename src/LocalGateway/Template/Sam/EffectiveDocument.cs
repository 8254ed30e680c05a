using System.Text.Json.Nodes;

namespace ApiGateway.Template.Sam;

/// <summary>
/// The one OpenAPI document of an API after the SAM translation: the DefinitionBody, or a generated document, with the methods of events,
/// preflights, security, models and gateway responses in it.
/// </summary>
internal sealed class EffectiveDocument
{
    private static readonly HashSet<string> MethodKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "any", "delete", "get", "head", "options", "patch", "post", "put", EventMethods.AnyMethod,
    };

    private readonly Section _api;
    private readonly Findings _findings;

    private EffectiveDocument(Section api, Findings findings)
    {
        _api = api;
        _findings = findings;
    }

    /// <summary>Whether this member of a path is a method.</summary>
    public static bool IsMethod(string key) => MethodKeys.Contains(key);

    /// <summary><paramref name="api"/>: the properties of the API. <paramref name="events"/>: the events that name this API.</summary>
    public static JsonObject Build(Section api, ApiAuth auth, IReadOnlyList<ApiEvent> events, string region, Findings findings) =>
        new EffectiveDocument(api, findings).Build(auth, events, region);

    /// <summary>Adds members to the object at a path of a document, which is made where it is missing.</summary>
    public static void AddMembers(JsonObject document, ReadOnlySpan<string> path, JsonObject members)
    {
        foreach (var name in path)
        {
            if (document[name] is not JsonObject next)
                document[name] = next = [];
            document = next;
        }
        foreach (var (name, value) in members)
            document[name] = value?.DeepClone();
    }

    private JsonObject Build(ApiAuth auth, IReadOnlyList<ApiEvent> events, string region)
    {
        if (_api.Has("DefinitionUri"))
            _api.Wrong("DefinitionUri", "is not supported: write the definition as DefinitionBody");
        _api.Node("DefinitionUri");
        var merge = _api.Flag("MergeDefinitions") ?? false;
        var version = _api.Text("OpenApiVersion");
        var given = _api.Node("DefinitionBody");
        if (given is not null && given is not JsonObject)
            _api.Wrong("DefinitionBody", "must be an object");
        var document = (given as JsonObject)?.DeepClone().AsObject() ?? Skeleton(version);
        if (document["paths"] is not JsonObject paths)
            document["paths"] = paths = [];

        var eventsAre3 = version?.StartsWith('3') ?? false;
        var models = _api.Node("Models") as JsonObject;
        var methods = new EventMethods(auth, models?.Select(model => model.Key).ToHashSet(), eventsAre3, region, _findings);
        var takesEvents = given is null || merge;
        if (takesEvents)
            AddEvents(paths, events, methods, merge && given is not null);
        else
            LeaveAside(events);

        Cors.Of(_api)?.ApplyTo(paths);
        var isOpenApi3 = document.ContainsKey("openapi");
        var keyFree = events.Where(route => takesEvents && route.Auth?.ApiKeyRequired == false).Select(route => (route.Path, Key(route, merge))).ToHashSet();
        auth.ApplyTo(document, paths, isOpenApi3, merge && given is not null, keyFree);
        if (given is null && methods.Validators.Count > 0)
            AddMembers(document, ["x-amazon-apigateway-request-validators"], methods.Validators);
        if (models is not null)
            AddModels(document, models, isOpenApi3);
        GatewayResponses.AddTo(document, _api);
        return document;
    }

    private static JsonObject Skeleton(string? version)
    {
        var document = new JsonObject { ["paths"] = new JsonObject() };
        if (version?.StartsWith('3') ?? false)
            document["openapi"] = version;
        else
            document["swagger"] = "2.0";
        return document;
    }

    /// <summary>A merge writes the method <c>any</c> as it stands, which OpenAPI does not know.</summary>
    private static string Key(ApiEvent route, bool merge) => route.Method == "any" && !merge ? EventMethods.AnyMethod : route.Method;

    private void AddEvents(JsonObject paths, IReadOnlyList<ApiEvent> events, EventMethods methods, bool merge)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var route in events)
        {
            var generated = methods.Operation(route);
            if (!seen.Add((route.Path, route.Method)))
                _findings.Add(route.EventPath, $"the API has the method {route.Method.ToUpperInvariant()} {route.Path} from another event already");
            if (paths[route.Path] is not JsonObject item)
                paths[route.Path] = item = [];
            var key = Key(route, merge);
            if (item[key] is not JsonObject operation)
                item[key] = operation = [];
            foreach (var (name, value) in generated)
                operation[name] = value?.DeepClone();
        }
    }

    /// <summary>Such events only give the API the permission to call the function; the routes must stand in the definition.</summary>
    private void LeaveAside(IReadOnlyList<ApiEvent> events)
    {
        foreach (var route in events)
            _findings.LeaveAside($"{route.EventPath.Replace(".Properties.", ".", StringComparison.Ordinal)} (DefinitionBody without MergeDefinitions)");
    }

    private static void AddModels(JsonObject document, JsonObject models, bool isOpenApi3)
    {
        var renamed = new JsonObject();
        foreach (var (name, schema) in models)
            renamed[name.ToLowerInvariant()] = schema?.DeepClone();
        AddMembers(document, isOpenApi3 ? ["components", "schemas"] : ["definitions"], renamed);
    }
}
