using System.Text.Json;
using System.Text.Json.Nodes;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Sam;

namespace LocalGateway.Template.ApiGateway;

/// <summary>
/// The parts of APIs that are resources of their own: methods, models, authorizers, request validators and gateway responses. They become
/// parts of the API's OpenAPI document.
/// </summary>
internal sealed class ApiParts
{
    private const string Prefix = "AWS::ApiGateway::";

    private static readonly string[] Types =
        ["Model", "Authorizer", "RequestValidator", "GatewayResponse", "Method", "Resource", "Deployment", "Stage"];

    private static readonly (string Property, string Member)[] AuthorizerMembers =
    [
        ("AuthorizerUri", "authorizerUri"), ("AuthorizerCredentials", "authorizerCredentials"), ("ProviderARNs", "providerARNs"),
        ("AuthorizerResultTtlInSeconds", "authorizerResultTtlInSeconds"),
        ("IdentityValidationExpression", "identityValidationExpression"),
    ];

    private readonly ResourceValues _values;
    private readonly IReadOnlyList<Resource> _resources;
    private readonly TemplateDiagnostics _diagnostics;
    private readonly ResourceTreePaths _paths;

    public ApiParts(ResourceValues values, IReadOnlyList<Resource> resources, TemplateDiagnostics diagnostics)
    {
        (_values, _resources, _diagnostics) = (values, resources, diagnostics);
        _paths = new ResourceTreePaths(values, Of("Resource"), diagnostics);
    }

    /// <summary>
    /// Adds the parts of one API to its document. <paramref name="path"/>: the document's place, for messages. Errors in a part name the
    /// part's resource.
    /// </summary>
    public void AddTo(JsonObject document, string api, string path)
    {
        var isOpenApi3 = document.ContainsKey("openapi");
        var schemes = isOpenApi3 ? "components.securitySchemes" : "securityDefinitions";
        var models = isOpenApi3 ? "components.schemas" : "definitions";
        foreach (var model in OfApi("Model", api))
            AddModel(model, document, isOpenApi3, $"{path}.{models}");
        var authorizers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var authorizer in OfApi("Authorizer", api))
            AddAuthorizer(authorizer, document, isOpenApi3, $"{path}.{schemes}", authorizers);
        var validators = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var validator in OfApi("RequestValidator", api))
            AddValidator(validator, document, $"{path}.x-amazon-apigateway-request-validators", validators);
        foreach (var response in OfApi("GatewayResponse", api))
            AddGatewayResponse(response, document, $"{path}.x-amazon-apigateway-gateway-responses");
        var methods = OfApi("Method", api).ToList();
        if (methods.Count == 0)
            return;
        EffectiveDocument.Add(document, "paths", []);
        foreach (var method in methods)
            AddMethod(method, document, api, $"{path}.paths", new MethodDefinition(isOpenApi3, authorizers, validators));
        if (methods.Any(method => Scalars.Text(method.Properties["ApiKeyRequired"]) is "true" or "True"))
            AddScheme(document, isOpenApi3, MethodDefinition.ApiKey, MethodDefinition.KeyScheme());
        if (methods.Any(method => Scalars.Text(method.Properties["AuthorizationType"]) == MethodDefinition.Signed))
            AddScheme(document, isOpenApi3, MethodDefinition.Signed, MethodDefinition.SignedScheme());
    }

    /// <summary>The parts that belong to no API of this template.</summary>
    public void ReportOthers()
    {
        foreach (var type in Types)
        {
            foreach (var part in Of(type).Where(part => _values.ApiOf(Scalars.Text(part.Properties["RestApiId"])) is null))
                _diagnostics.IgnoreLocally($"{part.LogicalId} ({part.Type} of an API outside this template)");
        }
    }

    /// <summary>The resources of a type, given without its prefix, that belong to the API.</summary>
    public IEnumerable<Resource> OfApi(string type, string api) =>
        Of(type).Where(resource => _values.ApiOf(Scalars.Text(resource.Properties["RestApiId"])) == api);

    public Section Open(Resource resource)
    {
        var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, _diagnostics);
        section.Node("RestApiId");
        return section;
    }

    private IEnumerable<Resource> Of(string type) => _resources.Where(resource => resource.Type == Prefix + type);

    private static void AddScheme(JsonObject document, bool isOpenApi3, string name, JsonObject scheme) =>
        AddComponent(document, isOpenApi3, "securityDefinitions", "securitySchemes", name, scheme);

    /// <summary>Adds to a member of the document that stands in <c>components</c> in OpenAPI 3.</summary>
    private static void AddComponent(
        JsonObject document, bool isOpenApi3, string swaggerMember, string openApiMember, string name, JsonNode value)
    {
        if (isOpenApi3)
            EffectiveDocument.Add(document, "components", []);
        var holder = isOpenApi3 ? document["components"]!.AsObject() : document;
        EffectiveDocument.Add(holder, isOpenApi3 ? openApiMember : swaggerMember, new JsonObject { [name] = value });
    }

    private void AddModel(Resource resource, JsonObject document, bool isOpenApi3, string path)
    {
        var section = Open(resource);
        var name = section.Text("Name") ?? resource.LogicalId;
        section.Text("ContentType");
        var schema = section.Node("Schema");
        if (Scalars.Text(schema) is { } text)
            schema = Parse(text, section);
        section.Close();
        var prefix = isOpenApi3 ? "#/components/schemas/" : "#/definitions/";
        AddComponent(document, isOpenApi3, "definitions", "schemas", name, Localise(schema ?? new JsonObject(), prefix));
        _diagnostics.Rename($"{path}.{name}", section.PathOf("Schema"));
    }

    private static JsonNode? Parse(string text, Section model)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            model.Wrong("Schema", $"the text is not JSON: {exception.Message}");
            return null;
        }
    }

    /// <summary>
    /// A model resource refers to another model by its URL: <c>https://apigateway.amazonaws.com/restapis/ID/models/Name</c>.
    /// </summary>
    private static JsonNode Localise(JsonNode node, string prefix) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Localise(item, prefix))]),
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(
            member.Key,
            member.Key == "$ref" && Scalars.Text(member.Value) is { } reference && reference.Contains("/models/", StringComparison.Ordinal)
                ? prefix + reference[(reference.LastIndexOf('/') + 1)..]
                : member.Value is null ? null : Localise(member.Value, prefix)))),
        _ => node.DeepClone(),
    };

    private void AddAuthorizer(
        Resource resource, JsonObject document, bool isOpenApi3, string path, Dictionary<string, string> authorizers)
    {
        var section = Open(resource);
        var name = section.Text("Name") ?? resource.LogicalId;
        var type = section.RequiredText("Type");
        var source = section.Text("IdentitySource");
        section.Node("AuthType");
        var extension = new JsonObject { ["type"] = type.ToLowerInvariant() };
        foreach (var (property, member) in AuthorizerMembers)
        {
            if (section.Node(property) is { } value)
                extension[member] = value.DeepClone();
        }

        const string header = "method.request.header.";
        if (type == "REQUEST" && source is not null)
            extension["identitySource"] = source;
        else if (source?.StartsWith(header, StringComparison.Ordinal) == false)
            section.Wrong("IdentitySource", $"must be {header}NAME for the type {type}");
        section.Close();
        AddScheme(document, isOpenApi3, name, new JsonObject
        {
            ["type"] = "apiKey",
            ["name"] = type != "REQUEST" && source?.Length > header.Length ? source[header.Length..] : "Authorization",
            ["in"] = "header",
            ["x-amazon-apigateway-authtype"] = type == "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom",
            ["x-amazon-apigateway-authorizer"] = extension,
        });
        authorizers[_values.Identity.Ref(resource.Type, resource.LogicalId, name)] = name;
        _diagnostics.Rename($"{path}.{name}.x-amazon-apigateway-authorizer", section.Path);
        _diagnostics.Rename($"{path}.{name}", section.Path);
    }

    private void AddValidator(Resource resource, JsonObject document, string path, Dictionary<string, string> validators)
    {
        var section = Open(resource);
        var name = section.Text("Name") ?? resource.LogicalId;
        var validator = new JsonObject
        {
            ["validateRequestBody"] = section.Flag("ValidateRequestBody") ?? false,
            ["validateRequestParameters"] = section.Flag("ValidateRequestParameters") ?? false,
        };
        section.Close();
        EffectiveDocument.Add(document, "x-amazon-apigateway-request-validators", new JsonObject { [name] = validator });
        validators[_values.Identity.Ref(resource.Type, resource.LogicalId, name)] = name;
        _diagnostics.Rename($"{path}.{name}", section.Path);
    }

    private void AddGatewayResponse(Resource resource, JsonObject document, string path)
    {
        var section = Open(resource);
        var type = section.RequiredText("ResponseType");
        var response = new JsonObject();
        foreach (var (property, member) in ((string, string)[])
            [("StatusCode", "statusCode"), ("ResponseParameters", "responseParameters"), ("ResponseTemplates", "responseTemplates")])
        {
            if (section.Node(property) is { } value)
                response[member] = value.DeepClone();
        }

        section.Close();
        EffectiveDocument.Add(document, "x-amazon-apigateway-gateway-responses", new JsonObject { [type] = response });
        _diagnostics.Rename($"{path}.{type}", section.Path);
    }

    private void AddMethod(Resource resource, JsonObject document, string api, string path, MethodDefinition definition)
    {
        var section = Open(resource);
        var route = _paths.Of(section.RequiredText("ResourceId"), api);
        var method = section.RequiredText("HttpMethod");
        if (route is null)
            section.Wrong("ResourceId", "is not a resource of the API");
        var operation = definition.Of(section);
        section.Close();
        if (route is null || method.Length == 0)
            return;
        var key = method == "ANY" ? EventMethods.AnyMethod : method.ToLowerInvariant();
        var paths = document["paths"]!.AsObject();
        EffectiveDocument.Add(paths, route, []);
        if (paths[route]!.AsObject().ContainsKey(key))
            section.Wrong("HttpMethod", $"the API already has the method {method} {route}");
        paths[route]![key] = operation;
        _diagnostics.Rename($"{path}.{route}.{key}.x-amazon-apigateway-integration", section.PathOf("Integration"));
        _diagnostics.Rename($"{path}.{route}.{key}", section.Path);
    }
}
