using System.Text.Json.Nodes;

namespace LocalGateway.Template.Sam;

/// <summary>The OpenAPI security scheme of an authorizer as <c>Auth.Authorizers</c> declares it.</summary>
internal static class AuthorizerDefinition
{
    public static JsonObject Of(Section authorizer, string region)
    {
        var identity = authorizer.Object("Identity");
        var definition = authorizer switch
        {
            _ when authorizer.Has("UserPoolArn") => Cognito(authorizer, identity),
            _ when authorizer.Has("FunctionArn") => Lambda(authorizer, identity, region),
            _ => null,
        };
        if (definition is null)
            authorizer.Wrong("UserPoolArn", "an authorizer needs UserPoolArn or FunctionArn");
        identity?.Close();
        return definition ?? [];
    }

    private static JsonObject Cognito(Section authorizer, Section? identity)
    {
        var extension = new JsonObject
        {
            ["type"] = "cognito_user_pools",
            ["providerARNs"] = new JsonArray([.. authorizer.Strings("UserPoolArn").Select(arn => JsonValue.Create(arn))]),
        };
        if (identity?.Text("ValidationExpression") is { } expression)
            extension["identityValidationExpression"] = expression;
        if (identity?.Integer("ReauthorizeEvery", 0, 3600) is { } seconds)
            extension["authorizerResultTtlInSeconds"] = seconds;
        return Scheme(identity?.Text("Header") ?? "Authorization", "cognito_user_pools", extension);
    }

    private static JsonObject Lambda(Section authorizer, Section? identity, string region)
    {
        var kind = authorizer.Text("FunctionPayloadType") ?? "TOKEN";
        if (kind is not ("TOKEN" or "REQUEST"))
        {
            authorizer.Wrong("FunctionPayloadType", "must be TOKEN or REQUEST");
            authorizer.Node("FunctionArn");
            return [];
        }

        var extension = new JsonObject
        {
            ["type"] = kind.ToLowerInvariant(),
            ["authorizerUri"] = ApiAuth.InvocationUri(region, authorizer.RequiredText("FunctionArn")),
        };
        if (identity?.Integer("ReauthorizeEvery", 0, 3600) is { } seconds)
            extension["authorizerResultTtlInSeconds"] = seconds;
        if (kind == "TOKEN")
        {
            if (identity?.Text("ValidationExpression") is { } expression)
                extension["identityValidationExpression"] = expression;
            return Scheme(identity?.Text("Header") ?? "Authorization", "custom", extension);
        }

        string[] sources =
        [
            .. From("Headers", "method.request.header."),
            .. From("QueryStrings", "method.request.querystring."),
            .. From("StageVariables", "stageVariables."),
            .. From("Context", "context."),
        ];
        if (sources.Length > 0)
            extension["identitySource"] = string.Join(", ", sources);
        else if (identity?.Integer("ReauthorizeEvery") is not 0)
            authorizer.Wrong(
                "Identity", "a REQUEST authorizer needs Headers, QueryStrings, StageVariables or Context, unless ReauthorizeEvery is 0");
        return Scheme("Unused", "custom", extension);

        IEnumerable<string> From(string member, string prefix) => identity?.Strings(member).Select(name => prefix + name) ?? [];
    }

    private static JsonObject Scheme(string header, string authType, JsonObject extension) => new()
    {
        ["type"] = "apiKey",
        ["name"] = header,
        ["in"] = "header",
        ["x-amazon-apigateway-authtype"] = authType,
        ["x-amazon-apigateway-authorizer"] = extension,
    };
}
