using System.Text.Json.Nodes;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Sam;

/// <summary>An event of type Api: the route of a function.</summary>
internal sealed record ApiEvent
{
    /// <summary>The event's place in the template: <c>GetOrder.Properties.Events.Get</c>.</summary>
    public required string EventPath { get; init; }

    /// <summary>The logical id of the API.</summary>
    public required string Api { get; init; }

    public required string FunctionArn { get; init; }

    public required string Path { get; init; }

    /// <summary>Lower case; <c>any</c> for all.</summary>
    public required string Method { get; init; }

    public int? TimeoutInMillis { get; init; }

    public EventAuth? Auth { get; init; }

    public RequestModel? RequestModel { get; init; }

    public IReadOnlyList<RequestParameter> RequestParameters { get; init; } = [];
}

internal sealed record EventAuth(string? Authorizer, IReadOnlyList<string> Scopes, bool? ApiKeyRequired, bool OverrideApiAuth, JsonObject? ResourcePolicy);

internal sealed record RequestModel(string Model, bool? Required, bool? ValidateBody, bool? ValidateParameters);

/// <summary><paramref name="Location"/>: <c>header</c>, <c>querystring</c> or <c>path</c>.</summary>
internal sealed record RequestParameter(string Location, string Name, bool Required, bool Caching);

/// <summary>Reads the <c>Events</c> of functions.</summary>
internal sealed class ApiEventReader(ResourceValues resources, TemplateDiagnostics diagnostics)
{
    public IReadOnlyList<ApiEvent> Read(Section function, string functionArn)
    {
        var events = new List<ApiEvent>();
        foreach (var (name, declared) in function.Objects("Events", "Event"))
        {
            var type = declared.RequiredText("Type");
            if (type != "Api")
            {
                // Events that start a function in other ways than through a REST API.
                declared.Node("Properties");
                diagnostics.IgnoreLocally($"{function.Path.Replace(".Properties", "", StringComparison.Ordinal)}.Events.{name} ({type})");
            }
            else if (declared.Object("Properties") is not { } properties)
            {
                declared.Wrong("Properties", "is required");
            }
            else if (Api(properties) is { } api)
            {
                var read = Event(declared.Path, properties, api, functionArn);
                if (read.Path.Length > 0 && read.Method.Length > 0)
                    events.Add(read);
            }

            declared.Close();
        }

        return events;
    }

    private static ApiEvent Event(string eventPath, Section properties, string api, string functionArn)
    {
        var read = new ApiEvent
        {
            EventPath = eventPath,
            Api = api,
            FunctionArn = functionArn,
            Path = properties.RequiredText("Path"),
            Method = properties.RequiredText("Method").ToLowerInvariant(),
            TimeoutInMillis = properties.Integer("TimeoutInMillis", 50, 29_000),
            Auth = Auth(properties.Object("Auth")),
            RequestModel = Model(properties.Object("RequestModel")),
            RequestParameters = Parameters(properties),
        };
        properties.Close();
        return read;
    }

    /// <summary>The logical id of the API. Null if the event belongs to an API that SAM does not translate with this template.</summary>
    private string? Api(Section properties)
    {
        if (!properties.Has("RestApiId"))
            return ImplicitApi.LogicalId;
        var id = properties.Text("RestApiId") ?? "";
        if ((resources.LogicalIdOf(ResourceTypes.SamApi, null, id) ?? resources.SamApi(id)) is { } own)
            return own;
        if (resources.OfRef(id) is { Type: not ResourceTypes.RestApi })
            properties.Wrong("RestApiId", "must be a Ref to an AWS::Serverless::Api of this template");
        else
            properties.IgnoreLocally("RestApiId");
        return null;
    }

    private static EventAuth? Auth(Section? auth)
    {
        if (auth is null)
            return null;
        auth.Node("InvokeRole");
        var read = new EventAuth(
            auth.Text("Authorizer"),
            auth.Strings("AuthorizationScopes"),
            auth.Flag("ApiKeyRequired"),
            auth.Flag("OverrideApiAuth") ?? false,
            auth.Object("ResourcePolicy") is null ? null : auth.Node("ResourcePolicy")!.AsObject());
        if (read.Scopes.Count > 0 && read.Authorizer is null)
            auth.Wrong("AuthorizationScopes", "works only when Authorizer is set");
        auth.Close();
        return read;
    }

    private static RequestModel? Model(Section? model)
    {
        if (model is null)
            return null;
        var read = new RequestModel(
            model.RequiredText("Model"),
            model.Flag("Required"),
            model.Flag("ValidateBody"),
            model.Flag("ValidateParameters"));
        model.Close();
        return read;
    }

    private static List<RequestParameter> Parameters(Section properties)
    {
        var parameters = new List<RequestParameter>();
        if (properties.Node("RequestParameters") is not { } node)
            return parameters;
        if (node is not JsonArray list)
        {
            properties.Wrong("RequestParameters", "must be a list");
            return parameters;
        }

        foreach (var item in list)
        {
            if (Scalars.Text(item) is { } name)
                Add(name, false, false);
            else if (item is JsonObject { Count: 1 } map && map.First() is { Value: JsonObject settings } entry
                && settings.All(setting => setting.Key is "Required" or "Caching"))
                Add(entry.Key, Flag(settings["Required"]), Flag(settings["Caching"]));
            else
                properties.Wrong("RequestParameters", "must contain names, or objects of one name with Required and Caching");
        }

        return parameters;

        void Add(string name, bool required, bool caching)
        {
            if (name.Split('.', 4) is ["method", "request", "header" or "querystring" or "path", { Length: > 0 } last] parts)
                parameters.Add(new RequestParameter(parts[2], last, required, caching));
            else
                properties.Wrong("RequestParameters", $"'{name}' must have the form method.request.header|querystring|path.NAME");
        }
    }

    private static bool Flag(JsonNode? node) => string.Equals(Scalars.Text(node), "true", StringComparison.OrdinalIgnoreCase);
}
