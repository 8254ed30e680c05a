using System.Text.Json.Nodes;

namespace LocalGateway.Template.Sam;

/// <summary>The OpenAPI operations that SAM writes for the events of functions.</summary>
internal sealed class EventMethods(ApiAuth auth, IReadOnlySet<string>? models, bool isOpenApi3, string region, TemplateDiagnostics diagnostics)
{
    public const string AnyMethod = "x-amazon-apigateway-any-method";

    /// <summary>The request validators that the generated methods use, by name.</summary>
    public JsonObject Validators { get; } = [];

    /// <summary>The operation of one event.</summary>
    public JsonObject Operation(ApiEvent route)
    {
        var integration = new JsonObject
        {
            ["type"] = "aws_proxy",
            ["httpMethod"] = "POST",
            ["uri"] = ApiAuth.InvocationUri(region, route.FunctionArn),
        };
        if (route.TimeoutInMillis is { } timeout)
            integration["timeoutInMillis"] = timeout;
        if (route.RequestParameters.Any(parameter => parameter.Caching))
        {
            var keys = route.RequestParameters
                .Where(parameter => parameter.Caching)
                .Select(parameter => JsonValue.Create($"method.request.{parameter.Location}.{parameter.Name}"));
            integration["cacheKeyParameters"] = new JsonArray([.. keys]);
        }

        var operation = new JsonObject { ["x-amazon-apigateway-integration"] = integration, ["responses"] = new JsonObject() };
        AddModel(route, operation);
        AddParameters(route, operation);
        if (auth.OfEvent(route) is { } security)
            operation["security"] = security;
        return operation;
    }

    private void AddModel(ApiEvent route, JsonObject operation)
    {
        if (route.RequestModel is not { } request)
            return;
        if (models?.Contains(request.Model) != true)
        {
            var reason = models is null ? "the API defines no Models" : "the API's Models do not define it";
            diagnostics.Add($"{route.EventPath}.Properties.RequestModel", $"the model '{request.Model}' cannot be used: {reason}");
            return;
        }

        var name = request.Model.ToLowerInvariant();
        if (isOpenApi3)
        {
            var schema = new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
            var body = new JsonObject { ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } } };
            if (request.Required is { } required)
                body["required"] = required;
            operation["requestBody"] = body;
        }
        else
        {
            var body =
                new JsonObject { ["in"] = "body", ["name"] = name, ["schema"] = new JsonObject { ["$ref"] = $"#/definitions/{name}" } };
            if (request.Required is { } required)
                body["required"] = required;
            operation["parameters"] = new JsonArray(body);
        }

        if (request.ValidateBody is not null || request.ValidateParameters is not null)
            AddValidator(request.ValidateBody ?? false, request.ValidateParameters ?? false, operation);
    }

    private void AddValidator(bool body, bool parameters, JsonObject operation)
    {
        var name = (body, parameters) switch
        {
            (true, true) => "body-and-params",
            (true, false) => "body-only",
            (false, true) => "params-only",
            _ => "no-validation",
        };
        Validators[name] = new JsonObject { ["validateRequestBody"] = body, ["validateRequestParameters"] = parameters };
        operation["x-amazon-apigateway-request-validator"] = name;
    }

    private static void AddParameters(ApiEvent route, JsonObject operation)
    {
        if (route.RequestParameters.Count == 0)
            return;
        var parameters = operation["parameters"] as JsonArray ?? [];
        foreach (var parameter in route.RequestParameters)
        {
            parameters.Add(new JsonObject
            {
                ["in"] = parameter.Location == "querystring" ? "query" : parameter.Location,
                ["name"] = parameter.Name,
                // Path parameters are always required.
                ["required"] = parameter.Required || parameter.Location == "path",
                ["type"] = "string",
            });
        }

        operation["parameters"] = parameters;
    }
}
