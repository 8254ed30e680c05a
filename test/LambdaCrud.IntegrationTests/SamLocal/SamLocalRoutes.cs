using LocalGateway.Model;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>A function's route, and the answer of <c>sam local start-api</c> to its example request without claims and key.</summary>
internal sealed record SamLocalRoute(string Function, string Route, int StatusUnderStartApi);

internal static class SamLocalRoutes
{
    public static SamLocalRoute Of(RestApi api, string function)
    {
        var method = api.Methods.Single(method => method.Integration is LambdaProxyIntegration lambda && lambda.Function == function);
        var status = (method.Authorizer, method.ApiKeyRequired) switch
        {
            (_, true) => 403,
            (null, _) => 200,
            _ => 401,
        };
        return new(function, $"{method.HttpMethod} {method.ResourcePath}", status);
    }

    /// <summary>Routes without a function, except preflights. SAM CLI does not support them.</summary>
    public static IReadOnlyList<string> Direct(RestApi api) =>
    [
        .. api.Methods
            .Where(method => method.Integration is not LambdaProxyIntegration && method.HttpMethod != "OPTIONS")
            .Select(method => $"{method.HttpMethod} {method.ResourcePath}"),
    ];
}
