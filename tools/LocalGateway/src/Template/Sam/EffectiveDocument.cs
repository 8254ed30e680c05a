using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalGateway.Template.Expanding;

namespace LocalGateway.Template.Sam;

/// <summary>
/// The single OpenAPI document of an API after the SAM translation. It is the DefinitionBody or a generated document, plus the methods of
/// events, preflights, security, models and gateway responses.
/// </summary>
internal sealed partial class EffectiveDocument
{
    private static readonly HashSet<string> MethodKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "any", "delete", "get", "head", "options", "patch", "post", "put", EventMethods.AnyMethod,
    };

    private readonly Section _api;
    private readonly LocalFiles _files;
    private readonly TemplateDiagnostics _diagnostics;

    private EffectiveDocument(Section api, LocalFiles files, TemplateDiagnostics diagnostics)
    {
        _api = api;
        _files = files;
        _diagnostics = diagnostics;
    }

    /// <summary>Whether this member of a path is a method.</summary>
    public static bool IsMethod(string key) => MethodKeys.Contains(key);

    /// <summary><paramref name="api"/>: the properties of the API. <paramref name="events"/>: the events that name this API.</summary>
    public static JsonObject Build(
        Section api, ApiAuth auth, IReadOnlyList<ApiEvent> events, LocalFiles files, string region, TemplateDiagnostics diagnostics) =>
        new EffectiveDocument(api, files, diagnostics).Build(auth, events, region);

    [GeneratedRegex(@"^(2\.0|3\.0\.[0-9])\z")]
    private static partial Regex VersionFormat();

    /// <summary>Adds to a member of the document, and creates the member if it is missing.</summary>
    public static void Add(JsonObject document, string member, JsonObject additions)
    {
        if (document[member] is not JsonObject target)
            document[member] = target = [];
        foreach (var (name, value) in additions)
            target[name] = value?.DeepClone();
    }

    /// <summary>
    /// Adds to a member that Swagger 2.0 has at the top level and OpenAPI 3 in its components. In components, SAM replaces the old content.
    /// </summary>
    public static void AddComponents(JsonObject document, bool isOpenApi3, string swaggerMember, string openApiMember, JsonObject additions)
    {
        if (isOpenApi3)
            Add(document, "components", new JsonObject { [openApiMember] = additions.DeepClone() });
        else
            Add(document, swaggerMember, additions);
    }

    private JsonObject Build(ApiAuth auth, IReadOnlyList<ApiEvent> events, string region)
    {
        var merge = _api.Flag("MergeDefinitions") ?? false;
        var version = Version();
        var given = _api.Node("DefinitionBody");
        // SAM uploads the file as it is: functions in it are not resolved.
        if (_api.Node("DefinitionUri") is { } uri)
        {
            if (merge)
                _api.Wrong("DefinitionUri", "SAM merges only into a DefinitionBody: paste the file's content there");
            given ??= WithoutFunctions(
                _files.Read(uri, _api.PathOf("DefinitionUri"), "paste the file's content into DefinitionBody"), Scalars.Text(uri));
        }

        if (given is not null && given is not JsonObject)
            _api.Wrong("DefinitionBody", "must be an object");
        // SAM treats an empty definition as no definition.
        if (given is JsonObject { Count: 0 })
            given = null;
        var document = (given as JsonObject)?.DeepClone().AsObject() ?? Skeleton(version);
        if (document["paths"] is not JsonObject paths)
            document["paths"] = paths = [];

        // SAM merges events into a definition in Swagger 2.0 terms, even if the definition is OpenAPI 3.
        var eventsAre3 = given is null && (version?.StartsWith('3') ?? false);
        var models = _api.Node("Models") as JsonObject;
        if (models is null && _api.Has("Models"))
            _api.Wrong("Models", "must be an object");
        var methods = new EventMethods(auth, models?.Select(model => model.Key).ToHashSet(), eventsAre3, region, _diagnostics);
        var takesEvents = given is null || merge;
        if (takesEvents)
            AddEvents(document, events, methods, merge && given is not null);
        else
            ApplyAuth(events, paths, auth);

        Cors.Of(_api)?.ApplyTo(paths);
        var isOpenApi3 = document.ContainsKey("openapi") && version?.StartsWith('2') != true;
        var keyFree = events
            .Where(route => takesEvents && route.Auth?.ApiKeyRequired == false)
            .Select(route => (route.Path, Key(route, merge)))
            .ToHashSet();
        auth.AddResourcePolicy(document, StageName);
        auth.ApplyTo(document, paths, isOpenApi3, merge && given is not null, keyFree);
        if (given is null && methods.Validators.Count > 0)
            Add(document, "x-amazon-apigateway-request-validators", methods.Validators);
        if (models is not null)
            AddModels(document, models, isOpenApi3);
        GatewayResponses.AddTo(document, _api);
        if (_api.Has("BinaryMediaTypes"))
        {
            var types = _api.Strings("BinaryMediaTypes").Select(type => JsonValue.Create(type.Replace("~1", "/", StringComparison.Ordinal)));
            document["x-amazon-apigateway-binary-media-types"] = new JsonArray([.. types]);
        }

        return document;
    }

    /// <summary>
    /// SAM's reference of DefinitionUri: intrinsic functions are not supported in such a file. In a partial deployment, the routes that use
    /// one fail.
    /// </summary>
    private JsonNode? WithoutFunctions(JsonNode? document, string? file)
    {
        if (_diagnostics.IsPartial || FindFunction(document, "") is not { } place)
            return document;
        _api.Wrong(
            "DefinitionUri",
            $"the file has the function {place}, which SAM does not resolve: "
            + $"write DefinitionBody: {{ Fn::Transform: {{ Name: AWS::Include, Parameters: {{ Location: {file} }} }} }} instead");
        return null;
    }

    private static string? FindFunction(JsonNode? node, string path) => node switch
    {
        JsonObject map when map.Count == 1 && map.First() is var only && IsFunction(only.Key) => $"{only.Key} at {path.TrimStart('.')}",
        JsonObject map => map.Select(member => FindFunction(member.Value, $"{path}.{member.Key}")).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select((item, index) => FindFunction(item, $"{path}[{index}]")).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool IsFunction(string key) => key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    private string StageName => _api.Text("StageName") ?? "";

    private string? Version()
    {
        var version = _api.Text("OpenApiVersion");
        if (version is not null && !VersionFormat().IsMatch(version))
            _api.Wrong("OpenApiVersion", $"'{version}' must be a string of the form 3.0.1");
        return version;
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

    /// <summary>A merge writes the method <c>any</c> unchanged, although OpenAPI does not define it.</summary>
    private static string Key(ApiEvent route, bool merge) => route.Method == "any" && !merge ? EventMethods.AnyMethod : route.Method;

    private void AddEvents(JsonObject document, IReadOnlyList<ApiEvent> events, EventMethods methods, bool merge)
    {
        var paths = document["paths"]!.AsObject();
        var policies = new ResourcePolicies(document, StageName);
        var seen = new HashSet<(string, string)>();
        foreach (var route in events)
        {
            var generated = methods.Operation(route);
            // In a merge, the last of several events silently wins.
            var taken = $"another event already defines the method {route.Method.ToUpperInvariant()} {route.Path} of the API";
            if (!seen.Add((route.Path, route.Method)) && !merge && _diagnostics.CannotRun(route.EventPath, taken) is not null)
            {
                _diagnostics.IgnoreLocally($"{route.EventPath} ({taken})");
                continue;
            }

            if (paths[route.Path] is not JsonObject item)
                paths[route.Path] = item = [];
            var key = Key(route, merge);
            if (item[key] is not JsonObject operation)
                item[key] = operation = [];
            foreach (var (name, value) in generated)
                operation[name] = value?.DeepClone();
            if (route.Auth?.ResourcePolicy is { } policy)
            {
                policies.Add(policy, route.Path);
                policies.AddCustom(policy["CustomStatements"]);
            }
        }
    }

    /// <summary>
    /// Without a merge, events only permit the API to call the function. Of their settings, only an overriding Auth changes the definition.
    /// </summary>
    private void ApplyAuth(IReadOnlyList<ApiEvent> events, JsonObject paths, ApiAuth auth)
    {
        foreach (var route in events)
        {
            if (route.Auth?.OverrideApiAuth != true)
            {
                var place = route.EventPath.Replace(".Properties.", ".", StringComparison.Ordinal);
                _diagnostics.IgnoreLocally($"{place} (DefinitionBody without MergeDefinitions)");
            }
            else if (paths[route.Path]?[Key(route, false)] is JsonObject operation && auth.OfEvent(route) is { } security)
                operation["security"] = security;
        }
    }

    private static void AddModels(JsonObject document, JsonObject models, bool isOpenApi3)
    {
        var renamed = new JsonObject();
        foreach (var (name, schema) in models)
            renamed[name.ToLowerInvariant()] = schema?.DeepClone();
        AddComponents(document, isOpenApi3, "definitions", "schemas", renamed);
    }
}
