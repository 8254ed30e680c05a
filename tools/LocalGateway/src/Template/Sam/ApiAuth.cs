using System.Text.Json.Nodes;

namespace LocalGateway.Template.Sam;

/// <summary>The <c>Auth</c> of an API, and the <c>security</c> that it adds to methods.</summary>
internal sealed class ApiAuth
{
    private const string ApiKey = "api_key";
    private const string Signed = "AWS_IAM";

    private readonly string _region;
    private readonly TemplateDiagnostics _diagnostics;
    private readonly Dictionary<string, IReadOnlyList<string>> _scopes = new(StringComparer.Ordinal);
    private readonly string? _defaultAuthorizer;
    private readonly bool? _apiKeyRequired;
    private readonly bool _defaultOnPreflights;
    private readonly bool _apiKeyOnPreflights;
    private readonly JsonObject? _resourcePolicy;
    private bool _eventsAskForKey;

    /// <summary><paramref name="auth"/>: the member <c>Auth</c> of the API, if it has one.</summary>
    public ApiAuth(Section? auth, string region, TemplateDiagnostics diagnostics)
    {
        _region = region;
        _diagnostics = diagnostics;
        if (auth is null)
            return;
        foreach (var (name, authorizer) in auth.Objects("Authorizers", "AWS::Serverless::Api.Auth.Authorizer"))
        {
            _scopes[name] = authorizer.Strings("AuthorizationScopes");
            SecurityDefinitions[name] = AuthorizerDefinition.Of(authorizer, region);
            authorizer.Close();
        }

        _resourcePolicy = auth.Object("ResourcePolicy") is null ? null : auth.Node("ResourcePolicy")!.AsObject();
        auth.Node("InvokeRole");
        _defaultAuthorizer = auth.Text("DefaultAuthorizer");
        if (_defaultAuthorizer == Signed)
            AddSignatures(auth.Path[..^".Auth".Length], auth.PathOf("DefaultAuthorizer"));
        else if (_defaultAuthorizer is not null && !_scopes.ContainsKey(_defaultAuthorizer))
        {
            auth.Wrong("DefaultAuthorizer", $"'{_defaultAuthorizer}' is not among the Authorizers, so no method would be protected");
            _defaultAuthorizer = null;
        }

        _apiKeyRequired = auth.Flag("ApiKeyRequired");
        _defaultOnPreflights = auth.Flag("AddDefaultAuthorizerToCorsPreflight") ?? true;
        _apiKeyOnPreflights = auth.Flag("AddApiKeyRequiredToCorsPreflight") ?? true;
        UsagePlan = auth.Object("UsagePlan");
        auth.Close();
    }

    /// <summary>Security schemes by authorizer name.</summary>
    public JsonObject SecurityDefinitions { get; } = [];

    public Section? UsagePlan { get; }

    public static string InvocationUri(string region, string functionArn) =>
        $"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{functionArn}/invocations";

    /// <summary>Adds the resource policy of the API to its document.</summary>
    public void AddResourcePolicy(JsonObject document, string stage)
    {
        if (_resourcePolicy is null)
            return;
        var policies = new ResourcePolicies(document, stage);
        foreach (var (path, _) in document["paths"] as JsonObject ?? [])
            policies.Add(_resourcePolicy, path);
        policies.AddCustom(_resourcePolicy["CustomStatements"]);
    }

    /// <summary>The security that the event itself declares; null if the event leaves the decision to the API.</summary>
    public JsonArray? OfEvent(ApiEvent route)
    {
        if (route.Auth is not { } auth)
            return null;
        var security = new JsonArray();
        if (auth.ApiKeyRequired == true)
        {
            _eventsAskForKey = true;
            security.Add(Entry(ApiKey, []));
        }
        else if (auth.ApiKeyRequired == false && _apiKeyRequired != true)
        {
            Wrong(route, "ApiKeyRequired", "false has an effect only if the API's Auth sets ApiKeyRequired");
        }

        if (auth.Authorizer is { } authorizer)
        {
            if (!Check(route, authorizer))
                return null;
            if (authorizer == Signed)
                AddSignatures($"{route.Api}.Properties", $"{route.EventPath}.Properties.Auth.Authorizer");
            security.Add(Entry(authorizer, auth.Scopes.Count > 0 ? auth.Scopes : _scopes.GetValueOrDefault(authorizer, [])));
        }

        return security.Count > 0 ? security : null;
    }

    /// <summary>
    /// Adds the default authorizer and the API key to the methods of a document, and declares the security schemes.
    /// <paramref name="keyFree"/>: path and method of events with <c>ApiKeyRequired: false</c>.
    /// </summary>
    public void ApplyTo(
        JsonObject document, JsonObject paths, bool isOpenApi3, bool merged, IReadOnlySet<(string Path, string Method)> keyFree)
    {
        foreach (var (path, item) in paths)
        {
            foreach (var (method, operation) in Methods(item as JsonObject))
            {
                if (_defaultAuthorizer is not null && (method != "options" || _defaultOnPreflights))
                    AddDefault(operation);
                if (_apiKeyRequired == true && (method != "options" || _apiKeyOnPreflights) && !keyFree.Contains((path, method)))
                    AddApiKey(operation);
            }
        }

        var schemes = SecurityDefinitions.DeepClone().AsObject();
        if (_apiKeyRequired == true || (_eventsAskForKey && !merged))
            schemes[ApiKey] = new JsonObject { ["type"] = "apiKey", ["name"] = "x-api-key", ["in"] = "header" };
        if (schemes.Count > 0)
            EffectiveDocument.AddComponents(document, isOpenApi3, "securityDefinitions", "securitySchemes", schemes);
    }

    /// <summary><paramref name="place"/>: the part of the template that asks for signatures.</summary>
    private void AddSignatures(string api, string place)
    {
        SecurityDefinitions[Signed] = new JsonObject
        {
            ["type"] = "apiKey",
            ["name"] = "Authorization",
            ["in"] = "header",
            ["x-amazon-apigateway-authtype"] = "awsSigv4",
        };
        foreach (var holder in (string[])["securityDefinitions", "components.securitySchemes"])
            _diagnostics.Rename($"{api}.DefinitionBody.{holder}.{Signed}.x-amazon-apigateway-authtype", place);
    }

    private static IEnumerable<(string Method, JsonObject Operation)> Methods(JsonObject? item) =>
        from member in item ?? []
        where EffectiveDocument.IsMethod(member.Key)
        let operation = member.Value as JsonObject
        where operation?.ContainsKey("x-amazon-apigateway-integration") == true
        select (member.Key, operation);

    private void AddDefault(JsonObject operation)
    {
        var security = Security(operation);
        var named = security.OfType<JsonObject>().SelectMany(entry => entry).Select(entry => entry.Key);
        if (!named.Any(name => name is "NONE" or Signed || _scopes.ContainsKey(name)))
            security.Add(Entry(_defaultAuthorizer!, _scopes.GetValueOrDefault(_defaultAuthorizer!, [])));
    }

    private static void AddApiKey(JsonObject operation)
    {
        var security = Security(operation);
        if (!security.OfType<JsonObject>().Any(entry => entry.ContainsKey(ApiKey)))
            security.Add(Entry(ApiKey, []));
    }

    private static JsonArray Security(JsonObject operation)
    {
        if (operation["security"] is JsonArray existing)
            return existing;
        var security = new JsonArray();
        operation["security"] = security;
        return security;
    }

    private static JsonObject Entry(string name, IEnumerable<string> scopes) =>
        new() { [name] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) };

    private bool Check(ApiEvent route, string authorizer)
    {
        if (authorizer == Signed || _scopes.ContainsKey(authorizer) || (authorizer == "NONE" && _defaultAuthorizer is not null))
            return true;
        Wrong(route, "Authorizer", authorizer switch
        {
            "NONE" => "NONE switches off the DefaultAuthorizer, but the API has none",
            _ when _scopes.Count == 0 => $"'{authorizer}': the API defines no Authorizers",
            _ => $"'{authorizer}' is not among the API's Authorizers",
        });
        return false;
    }

    private void Wrong(ApiEvent route, string member, string reason) =>
        _diagnostics.Add($"{route.EventPath}.Properties.Auth.{member}", reason);
}
