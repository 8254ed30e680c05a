using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Resources;

namespace LocalGateway.Template.Import;

/// <summary>
/// The inputs that every part of an import shares. <paramref name="DocumentPath"/>: the document's place, for messages:
/// <c>ShopApi.Properties.DefinitionBody</c>. <paramref name="StageVariables"/>: constants of the single stage. URIs that use them to name a
/// function or a role are resolved here.
/// </summary>
internal sealed record ImportScope(
    string DocumentPath,
    ResourceValues Resources,
    OutsideResources Outside,
    IReadOnlyDictionary<string, string> StageVariables,
    TemplateDiagnostics Diagnostics);

/// <summary>
/// Imports an OpenAPI document (Swagger 2.0 or OpenAPI 3.0) with API Gateway's extensions. Refuses everything that the service refuses.
/// </summary>
internal sealed class OpenApiImport
{
    private readonly ImportScope _scope;
    private readonly Section _document;
    private readonly DocumentReferences _references;

    private OpenApiImport(JsonObject document, ImportScope scope)
    {
        _scope = scope;
        _document = new Section("OpenApi", scope.DocumentPath, document, scope.Diagnostics);
        _references = new DocumentReferences(document, scope.Diagnostics);
    }

    /// <summary><paramref name="api"/>: the API before the import: identity, stage and the settings outside the document.</summary>
    public static RestApi Run(JsonObject document, RestApi api, ImportScope scope) => new OpenApiImport(document, scope).Run(api);

    private RestApi Run(RestApi api)
    {
        CheckVersion();
        var security = new SecurityImport(_document, _references.IsOpenApi3, _scope);
        var models = ModelImport.Run(_document, _references.IsOpenApi3, _scope.Diagnostics);
        var validators = new RequestValidators(_document);
        // This read keeps the member from being refused as unknown.
        _document.Node("produces");
        var methods = new MethodImport(_references, security, models, validators, _document, _scope);
        var imported = Paths(methods);
        var result = api with
        {
            Methods = imported,
            Authorizers = security.Authorizers,
            GatewayResponses = GatewayResponseImport.Run(_document),
            Models = models,
            BinaryMediaTypes = _document.Strings("x-amazon-apigateway-binary-media-types"),
            MinimumCompressionSize =
                api.MinimumCompressionSize ?? _document.Integer("x-amazon-apigateway-minimum-compression-size", 0, 10_485_760),
            ApiKeySource = KeySource() ?? api.ApiKeySource,
            ResourcePolicy = Policy(),
        };
        // These members are used only through references.
        _document.Node("parameters");
        _document.Node("responses");
        _document.Node("components");
        _document.Close();
        return result;
    }

    private void CheckVersion()
    {
        var swagger = _document.Text("swagger");
        var openApi = _document.Text("openapi");
        if (openApi is null ? swagger != "2.0" : !openApi.StartsWith("3.0", StringComparison.Ordinal))
            _scope.Diagnostics.Add(_scope.DocumentPath, "must have \"swagger\": \"2.0\" or \"openapi\": \"3.0.x\"");
    }

    private List<ApiMethod> Paths(MethodImport import)
    {
        var methods = new List<ApiMethod>();
        var rules = new ResourcePaths();
        if (_document.Object("paths") is not { } paths)
            return methods;
        foreach (var path in paths.Names.ToList())
        {
            if (path.StartsWith("x-", StringComparison.Ordinal))
            {
                paths.Node(path);
                continue;
            }

            var start = _scope.Diagnostics.Count;
            foreach (var broken in rules.Add(path))
                _scope.Diagnostics.Add(paths.PathOf(path), broken);
            if (_scope.Diagnostics.TakeSince(start) is { } mistake)
            {
                paths.Node(path);
                _scope.Diagnostics.IgnoreLocally(mistake);
                continue;
            }

            if (paths.Node(path) is not JsonObject members)
            {
                paths.Wrong(path, "must be an object");
                continue;
            }

            var item = new Section("OpenApi.path", paths.PathOf(path), members, _scope.Diagnostics);
            methods.AddRange(import.Run(path, item));
            item.Close();
        }

        paths.Close();
        return methods;
    }

    /// <summary>A policy that cannot be evaluated is left aside in a partial deployment.</summary>
    private List<PolicyStatement>? Policy()
    {
        var start = _scope.Diagnostics.Count;
        if (_document.Object("x-amazon-apigateway-policy") is not { } policy)
            return null;
        var statements = PolicyStatements.ReadForEveryone(policy);
        if (_scope.Diagnostics.TakeSince(start) is not { } mistake)
            return statements;
        _scope.Diagnostics.IgnoreLocally(mistake);
        return null;
    }

    private ApiKeySource? KeySource() => _document.Text("x-amazon-apigateway-api-key-source") switch
    {
        null => null,
        "HEADER" => ApiKeySource.Header,
        "AUTHORIZER" => ApiKeySource.Authorizer,
        _ => Unknown(),
    };

    private ApiKeySource? Unknown()
    {
        _document.Wrong("x-amazon-apigateway-api-key-source", "must be HEADER or AUTHORIZER");
        return null;
    }
}
