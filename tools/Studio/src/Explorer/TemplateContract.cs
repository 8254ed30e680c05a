using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalGateway.Model;

namespace Studio.Explorer;

/// <summary>Writes what the template says about an API as an OpenAPI 3.1 document.</summary>
internal static partial class TemplateContract
{
    private const string Definitions = "#/definitions/";
    private const string Schemas = "#/components/schemas/";
    private const string ApiKeyScheme = "API key";

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"];

    private static readonly (string Prefix, string In)[] Places =
        [("method.request.querystring.", "query"), ("method.request.header.", "header")];

    public static JsonObject Create(RestApi api)
    {
        var paths = new JsonObject();
        foreach (var resource in api.MethodsForPeople.GroupBy(method => method.ResourcePath))
            paths[Greedy().Replace(resource.Key, "{$1}")] = PathItem([.. resource], api);
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = api.LogicalId, ["version"] = api.Stage.Name },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = Models(api.Models), ["securitySchemes"] = SecuritySchemes(api) },
        };
    }

    private static JsonObject PathItem(IReadOnlyList<ApiMethod> methods, RestApi api)
    {
        var item = new JsonObject();
        // ANY stands for the methods that the resource does not have itself.
        foreach (var method in methods.OrderBy(method => method.HttpMethod == "ANY"))
        {
            foreach (var name in method.HttpMethod == "ANY" ? Methods : [method.HttpMethod])
                item.TryAdd(name.ToLowerInvariant(), Operation(method, api));
        }

        return item;
    }

    private static JsonObject Operation(ApiMethod method, RestApi api)
    {
        var operation = new JsonObject
        {
            ["summary"] = method.ResourcePath,
            ["description"] = $"{method.Integration.Name} answers. Callers: {api.CallersOf(method)}.",
            ["tags"] = new JsonArray(method.ResourcePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "/"),
            ["parameters"] = new JsonArray([.. Parameters(method)]),
            ["responses"] = Responses(method),
        };
        if (method.OperationName is { } id)
            operation["operationId"] = id;
        if (method.RequestModels.Count > 0)
            operation["requestBody"] = Body(method);
        if (Security(method) is { } security)
            operation["security"] = security;
        return operation;
    }

    private static IEnumerable<JsonNode> Parameters(ApiMethod method)
    {
        foreach (Match variable in PathVariable().Matches(method.ResourcePath))
            yield return Parameter(variable.Groups[1].Value, "path", isRequired: true);
        foreach (var (source, isRequired) in method.RequestParameters)
        {
            foreach (var (prefix, place) in Places.Where(place => source.StartsWith(place.Prefix, StringComparison.Ordinal)))
                yield return Parameter(source[prefix.Length..], place, isRequired);
        }
    }

    private static JsonObject Parameter(string name, string place, bool isRequired) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Responses(ApiMethod method)
    {
        var responses = new JsonObject();
        foreach (var (status, headers) in method.MethodResponses)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = "",
                ["headers"] = new JsonObject(headers.Select(header =>
                    KeyValuePair.Create(header, (JsonNode?)new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } }))),
            };
        }

        if (responses.Count == 0)
            responses["default"] = new JsonObject { ["description"] = "" };
        return responses;
    }

    private static JsonObject Body(ApiMethod method) => new()
    {
        ["required"] = method.ValidateRequestBody,
        ["content"] = new JsonObject(method.RequestModels.Select(model => KeyValuePair.Create(
            model.Key,
            (JsonNode?)new JsonObject { ["schema"] = new JsonObject { ["$ref"] = Schemas + Pointer(model.Value) } }))),
    };

    private static JsonArray? Security(ApiMethod method)
    {
        var schemes = new JsonObject();
        if (method.Authorizer is { } authorizer)
            schemes[authorizer] = new JsonArray([.. method.AuthorizationScopes.Select(scope => (JsonNode)scope)]);
        if (method.ApiKeyRequired)
            schemes[ApiKeyScheme] = new JsonArray();
        return schemes.Count == 0 ? null : [schemes];
    }

    private static JsonObject SecuritySchemes(RestApi api)
    {
        var schemes = new JsonObject();
        foreach (var authorizer in api.Authorizers.Values)
        {
            schemes[authorizer.Name] = authorizer switch
            {
                CognitoAuthorizer cognito => Header(cognito.Header, "A token of the user pool. The studio sends the one of the user whom you chose."),
                LambdaAuthorizer { IdentitySources: [var source, ..] } when source.StartsWith(Places[1].Prefix, StringComparison.Ordinal) =>
                    Header(source[Places[1].Prefix.Length..], "A Lambda authorizer reads this header."),
                _ => Header("Authorization", ""),
            };
        }

        if (api.Methods.Any(method => method.ApiKeyRequired))
            schemes[ApiKeyScheme] = Header("X-API-Key", "The start page of the studio shows the keys.");
        return schemes;
    }

    private static JsonObject Header(string name, string description) =>
        new() { ["type"] = "apiKey", ["in"] = "header", ["name"] = name, ["description"] = description };

    private static JsonObject Models(JsonObject models)
    {
        var copy = models.DeepClone().AsObject();
        Redirect(copy);
        return copy;
    }

    // The models of Swagger 2.0 refer to each other in "definitions".
    private static void Redirect(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Redirect(item);
        }

        if (node is not JsonObject members)
            return;
        foreach (var (name, value) in members.ToList())
        {
            if (name == "$ref" && value is JsonValue text && text.TryGetValue(out string? reference) && reference.StartsWith(Definitions, StringComparison.Ordinal))
                members[name] = Schemas + reference[Definitions.Length..];
            else
                Redirect(value);
        }
    }

    private static string Pointer(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([^{}]+?)\+\}")]
    private static partial Regex Greedy();

    [GeneratedRegex(@"\{([^{}]+?)\+?\}")]
    private static partial Regex PathVariable();
}
