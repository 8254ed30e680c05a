using System.Text.Json.Nodes;

namespace LocalGateway.Template.ApiGateway;

/// <summary>
/// Writes <c>AWS::ApiGateway::Method</c> as an OpenAPI operation. <paramref name="authorizers"/> and <paramref name="validators"/>: their
/// names in the document by their ids.
/// </summary>
internal sealed class MethodDefinition(
    bool isOpenApi3, IReadOnlyDictionary<string, string> authorizers, IReadOnlyDictionary<string, string> validators)
{
    public const string ApiKey = "api_key";
    public const string Signed = "AWS_IAM";

    private static readonly (string Property, string Member)[] IntegrationMembers =
    [
        ("CacheKeyParameters", "cacheKeyParameters"), ("CacheNamespace", "cacheNamespace"), ("ConnectionId", "connectionId"),
        ("ConnectionType", "connectionType"), ("ContentHandling", "contentHandling"), ("Credentials", "credentials"),
        ("IntegrationHttpMethod", "httpMethod"), ("PassthroughBehavior", "passthroughBehavior"),
        ("RequestParameters", "requestParameters"), ("RequestTemplates", "requestTemplates"), ("TimeoutInMillis", "timeoutInMillis"),
        ("Type", "type"), ("Uri", "uri"),
    ];

    private static readonly (string Property, string Member)[] ResponseMembers =
    [
        ("ContentHandling", "contentHandling"), ("ResponseParameters", "responseParameters"),
        ("ResponseTemplates", "responseTemplates"), ("StatusCode", "statusCode"),
    ];

    public static JsonObject KeyScheme() => new() { ["type"] = "apiKey", ["name"] = "x-api-key", ["in"] = "header" };

    public static JsonObject SignedScheme() => new()
    {
        ["type"] = "apiKey",
        ["name"] = "Authorization",
        ["in"] = "header",
        ["x-amazon-apigateway-authtype"] = "awsSigv4",
    };

    public JsonObject Of(Section method)
    {
        var operation = new JsonObject { ["responses"] = Responses(method), ["security"] = Security(method) };
        if (method.Text("OperationName") is { } name)
            operation["operationId"] = name;
        var parameters = Parameters(method);
        AddModels(method, operation, parameters);
        if (parameters.Count > 0)
            operation["parameters"] = parameters;
        if (method.Text("RequestValidatorId") is { } validator)
        {
            if (validators.TryGetValue(validator, out var known))
                operation["x-amazon-apigateway-request-validator"] = known;
            else
                method.Wrong("RequestValidatorId", $"'{validator}' is not a request validator of the API");
        }

        if (method.Object("Integration") is { } integration)
            operation["x-amazon-apigateway-integration"] = Integration(integration);
        return operation;
    }

    private static JsonArray Parameters(Section method)
    {
        var parameters = new JsonArray();
        if (method.Object("RequestParameters") is not { } declared)
            return parameters;
        foreach (var parameter in declared.Names.ToList())
        {
            if (parameter.Split('.', 4) is not ["method", "request", var location, { Length: > 0 } name]
                || location is not ("header" or "querystring" or "path"))
            {
                declared.Node(parameter);
                declared.Wrong(parameter, "must have the form method.request.header|querystring|path.NAME");
                continue;
            }

            parameters.Add(new JsonObject
            {
                ["in"] = location == "querystring" ? "query" : location,
                ["name"] = name,
                ["required"] = declared.Flag(parameter) ?? false,
            });
        }

        return parameters;
    }

    private void AddModels(Section method, JsonObject operation, JsonArray parameters)
    {
        var models = method.TextMap("RequestModels").Where(model => model.Value != "Empty").ToList();
        if (models.Count == 0)
            return;
        if (!isOpenApi3)
        {
            // Swagger 2.0 has one body for all media types.
            operation["consumes"] = new JsonArray([.. models.Select(model => JsonValue.Create(model.Key))]);
            parameters.Add(new JsonObject { ["in"] = "body", ["name"] = models[0].Value, ["schema"] = Reference(models[0].Value) });
            return;
        }

        var content = models.Select(model => KeyValuePair.Create<string, JsonNode?>(
            model.Key, new JsonObject { ["schema"] = Reference(model.Value) }));
        operation["requestBody"] = new JsonObject { ["content"] = new JsonObject(content) };
    }

    private JsonObject Reference(string model) => new() { ["$ref"] = (isOpenApi3 ? "#/components/schemas/" : "#/definitions/") + model };

    private static JsonObject Responses(Section method)
    {
        var responses = new JsonObject();
        foreach (var response in method.List("MethodResponses"))
        {
            var headers = new JsonObject();
            if (response.Object("ResponseParameters") is { } parameters)
            {
                foreach (var name in parameters.Names.ToList())
                {
                    parameters.Node(name);
                    headers[name[(name.LastIndexOf("header.", StringComparison.Ordinal) is >= 0 and var at ? at + "header.".Length : 0)..]] =
                        new JsonObject();
                }
            }

            response.Node("ResponseModels");
            responses[response.RequiredText("StatusCode")] = new JsonObject { ["headers"] = headers };
            response.Close();
        }

        return responses;
    }

    private JsonArray Security(Section method)
    {
        var security = new JsonArray();
        if (method.Flag("ApiKeyRequired") == true)
            security.Add(new JsonObject { [ApiKey] = new JsonArray() });
        var scopes = method.Strings("AuthorizationScopes");
        var authorizer = method.Text("AuthorizerId");
        switch (method.Text("AuthorizationType"))
        {
            case null or "NONE":
                break;
            case Signed:
                security.Add(new JsonObject { [Signed] = new JsonArray() });
                break;
            case "CUSTOM" or "COGNITO_USER_POOLS" when authorizers.TryGetValue(authorizer ?? "", out var name):
                security.Add(new JsonObject { [name] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) });
                break;
            case "CUSTOM" or "COGNITO_USER_POOLS":
                method.Wrong("AuthorizerId", authorizer is null ? "is required" : $"'{authorizer}' is not an authorizer of the API");
                break;
            case var other:
                method.Wrong("AuthorizationType", $"must be NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS, not '{other}'");
                break;
        }

        return security;
    }

    private static JsonObject Integration(Section integration)
    {
        var written = Copy(integration, IntegrationMembers);
        var responses = new JsonObject();
        foreach (var response in integration.List("IntegrationResponses"))
        {
            var pattern = response.Text("SelectionPattern") is { Length: > 0 } given ? given : "default";
            responses[pattern] = Copy(response, ResponseMembers);
            response.Close();
        }

        if (responses.Count > 0)
            written["responses"] = responses;
        integration.Close();
        return written;
    }

    private static JsonObject Copy(Section section, (string Property, string Member)[] members)
    {
        var copy = new JsonObject();
        foreach (var (property, member) in members)
        {
            if (section.Node(property) is { } value)
                copy[member] = value.DeepClone();
        }

        return copy;
    }
}
