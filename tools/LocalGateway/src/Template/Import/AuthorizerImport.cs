using LocalGateway.Model;

namespace LocalGateway.Template.Import;

/// <summary><c>x-amazon-apigateway-authorizer</c>.</summary>
internal static class AuthorizerImport
{
    /// <summary><paramref name="header"/>: the header that the security scheme names.</summary>
    public static Authorizer? Run(string name, string header, Section extension, ImportScope scope)
    {
        var type = extension.RequiredText("type").ToLowerInvariant();
        var expression = extension.Text("identityValidationExpression");
        var ttl = extension.Integer("authorizerResultTtlInSeconds", 0, 3600);
        // The permission to call the function is not modelled.
        extension.Node("authorizerCredentials");
        switch (type)
        {
            case "cognito_user_pools":
                return new CognitoAuthorizer
                {
                    Name = name,
                    UserPools = UserPools(extension, scope),
                    Header = header,
                    ValidationExpression = expression,
                };
            case "token" or "request":
                var sources = (extension.Text("identitySource") ?? "")
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                var (function, reason) = new IntegrationUris(scope).Function(extension, "authorizerUri");
                return new LambdaAuthorizer
                {
                    Name = name,
                    Function = function,
                    Unavailable = reason is null ? null : scope.Diagnostics.CannotRun(extension.PathOf("authorizerUri"), reason),
                    Type = type == "token" ? LambdaAuthorizerType.Token : LambdaAuthorizerType.Request,
                    IdentitySources = sources.Length == 0 && type == "token" ? [$"method.request.header.{header}"] : sources,
                    ValidationExpression = expression,
                    ResultTtl = TimeSpan.FromSeconds(ttl ?? 300),
                };
            default:
                extension.Wrong("type", $"must be cognito_user_pools, token or request, not '{type}'");
                return null;
        }
    }

    private static List<string> UserPools(Section extension, ImportScope scope)
    {
        var pools = new List<string>();
        foreach (var arn in extension.Strings("providerARNs"))
        {
            if (scope.Resources.LogicalIdOf(ResourceTypes.UserPool, "Arn", arn) is { } pool)
                pools.Add(pool);
            else if (OutsideResources.IsUserPool(arn) || scope.Diagnostics.IsPartial)
                pools.Add(scope.Outside.UserPool(arn));
            else
                extension.Wrong("providerARNs", $"'{arn}' is not the ARN of a user pool");
        }

        if (pools.Count == 0 && !extension.Has("providerARNs"))
            extension.Wrong("providerARNs", "is required");
        return pools;
    }
}
