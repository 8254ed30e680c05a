using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Sam;

namespace LocalGateway.Template.Import;

/// <summary>The methods of one path.</summary>
internal sealed class MethodImport(
    DocumentReferences references,
    SecurityImport security,
    JsonObject models,
    RequestValidators validators,
    Section document,
    ImportScope scope)
{
    private static readonly string[] Methods = ["delete", "get", "head", "options", "patch", "post", "put", EventMethods.AnyMethod];

    private const string Signed = "AWS_IAM";

    private readonly IReadOnlyList<string> _consumes = document.Strings("consumes");

    public IEnumerable<ApiMethod> Run(string path, Section item)
    {
        if (item.Has("any"))
        {
            item.Node("any");
            item.Wrong(
                "any",
                $"OpenAPI has no method 'any', and a merge does not translate it: write {EventMethods.AnyMethod} in the definition");
        }

        var shared = Parameters(item).ToList();
        return
        [
            .. Methods.Where(item.Has)
                .Select(key => item.Object(key, "OpenApi.operation"))
                .OfType<Section>()
                .Select(operation => Method(path, operation, shared)),
        ];
    }

    private ApiMethod Method(string path, Section operation, IEnumerable<Section> shared)
    {
        var key = operation.Path[(operation.Path.LastIndexOf('.') + 1)..];
        var parameters = new Dictionary<string, bool>(StringComparer.Ordinal);
        var requestModels = new Dictionary<string, string>(StringComparer.Ordinal);
        var mediaTypes =
            operation.Strings("consumes") is { Count: > 0 } own ? own : _consumes is { Count: > 0 } ? _consumes : ["application/json"];
        operation.Node("produces");
        foreach (var parameter in shared.Concat(Parameters(operation)))
            AddParameter(parameter, parameters, requestModels, mediaTypes, operation);
        AddRequestBody(operation, requestModels);
        var responses = Responses(operation);
        var access = security.Of(operation);
        var validation = validators.Of(operation);
        if (IsSigned(operation))
        {
            security.AddSignatures(Signed, operation.PathOf("x-amazon-apigateway-auth.type"));
            access = access with { Authorizer = Signed };
        }

        var declared = new DeclaredParameters(parameters, responses);
        var integration = new IntegrationImport(scope, declared).Run(operation);
        var method = new ApiMethod
        {
            ResourcePath = path.Length > 1 ? path.TrimEnd('/') : path,
            HttpMethod = key == EventMethods.AnyMethod ? "ANY" : key.ToUpperInvariant(),
            Integration = integration,
            Authorizer = access.Authorizer,
            AuthorizationScopes = access.Scopes,
            ApiKeyRequired = access.ApiKeyRequired,
            OperationName = operation.Text("operationId"),
            RequestParameters = parameters,
            RequestModels = requestModels,
            ValidateRequestBody = validation.Body,
            ValidateRequestParameters = validation.Parameters,
            MethodResponses = responses,
        };
        operation.Close();
        return method;
    }

    private static bool IsSigned(Section operation)
    {
        if (operation.Object("x-amazon-apigateway-auth") is not { } auth)
            return false;
        var type = auth.Text("type");
        auth.Close();
        return string.Equals(type, Signed, StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<Section> Parameters(Section holder)
    {
        var node = holder.Node("parameters");
        if (node is not null && node is not JsonArray)
            holder.Wrong("parameters", "must be a list");
        var list = node as JsonArray ?? [];
        for (var index = 0; index < list.Count; index++)
        {
            var path = $"{holder.PathOf("parameters")}[{index}]";
            if (references.Follow(list[index], path) is { } parameter)
                yield return new Section("OpenApi.parameter", path, parameter, scope.Diagnostics);
        }
    }

    private void AddParameter(
        Section parameter,
        Dictionary<string, bool> parameters,
        Dictionary<string, string> requestModels,
        IReadOnlyList<string> mediaTypes,
        Section operation)
    {
        var name = parameter.RequiredText("name");
        var required = parameter.Flag("required") ?? false;
        switch (parameter.RequiredText("in"))
        {
            case "header":
                parameters[$"method.request.header.{name}"] = required;
                break;
            case "query":
                parameters[$"method.request.querystring.{name}"] = required;
                break;
            case "path":
                parameters[$"method.request.path.{name}"] = true;
                break;
            case "body" when references.IsOpenApi3:
                parameter.Wrong(
                    "in",
                    "'body' belongs to Swagger 2.0 (a merge writes a RequestModel this way, even into OpenAPI 3): "
                        + "write the definition in Swagger 2.0, or use a requestBody");
                parameter.Node("schema");
                break;
            case "body":
                foreach (var mediaType in mediaTypes)
                    AddModel(parameter.Node("schema"), mediaType, requestModels, operation);
                break;
            case var other:
                parameter.Wrong("in", $"a parameter in '{other}' is not supported");
                break;
        }

        parameter.Close();
    }

    private void AddRequestBody(Section operation, Dictionary<string, string> requestModels)
    {
        if (operation.Node("requestBody") is not { } node || references.Follow(node, operation.PathOf("requestBody")) is not { } members)
            return;
        var body = new Section("OpenApi.requestBody", operation.PathOf("requestBody"), members, scope.Diagnostics);
        body.Node("description");
        body.Node("required");
        foreach (var (mediaType, content) in body.Objects("content", "OpenApi.mediaType"))
        {
            AddModel(content.Node("schema"), mediaType, requestModels, operation);
            content.Node("example");
            content.Node("examples");
            content.Close();
        }

        body.Close();
    }

    /// <summary>An inline schema of a method becomes a model; the service chooses the name of the model.</summary>
    private void AddModel(JsonNode? schema, string mediaType, Dictionary<string, string> requestModels, Section operation)
    {
        if (schema is not JsonObject members)
            return;
        var prefix = ModelImport.Prefix(references.IsOpenApi3);
        ModelImport.CheckReferences(schema, prefix, models, operation.Path, scope.Diagnostics);
        if (members.Count == 1 && Scalars.Text(members["$ref"]) is { } reference && reference.StartsWith(prefix, StringComparison.Ordinal))
        {
            requestModels[mediaType] = reference[prefix.Length..];
            return;
        }

        var name = $"MODEL{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operation.Path + mediaType)))[..6]}";
        models[name] = members.DeepClone();
        requestModels[mediaType] = name;
    }

    private Dictionary<int, IReadOnlySet<string>> Responses(Section operation)
    {
        var responses = new Dictionary<int, IReadOnlySet<string>>();
        if (operation.Object("responses") is not { } declared)
            return responses;
        foreach (var status in declared.Names.ToList())
        {
            var path = declared.PathOf(status);
            if (references.Follow(declared.Node(status), path) is not { } members)
                continue;
            var response = new Section("OpenApi.response", path, members, scope.Diagnostics);
            var headers =
                (response.Node("headers") as JsonObject ?? []).Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (status.Length == 3 && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                responses[code] = headers;
            else if (status == "default")
                declared.IgnoreLocally(status);
            else
                declared.Wrong(status, "must be a status code of three digits");
            response.Close();
        }

        return responses;
    }
}
