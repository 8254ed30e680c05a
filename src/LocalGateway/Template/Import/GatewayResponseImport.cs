using ApiGateway.Model;

namespace ApiGateway.Template.Import;

/// <summary><c>x-amazon-apigateway-gateway-responses</c>.</summary>
internal static class GatewayResponseImport
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE", "BAD_REQUEST_BODY",
        "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT",
        "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND",
        "THROTTLED", "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
    };

    private static readonly string[] Sources =
        ["'", "context.", "stageVariables.", "method.request.header.", "method.request.querystring.", "method.request.path."];

    public static Dictionary<string, CustomGatewayResponse> Run(Section document)
    {
        var responses = new Dictionary<string, CustomGatewayResponse>(StringComparer.Ordinal);
        foreach (var (type, response) in document.Objects("x-amazon-apigateway-gateway-responses", "OpenApi.gatewayResponse"))
        {
            if (!Types.Contains(type))
                document.Wrong($"x-amazon-apigateway-gateway-responses.{type}", "there is no gateway response of this type");
            responses[type] = new CustomGatewayResponse
            {
                StatusCode = response.Integer("statusCode", 200, 599),
                Parameters = Parameters(response),
                Templates = response.TextMap("responseTemplates"),
            };
            response.Close();
        }
        return responses;
    }

    private static IReadOnlyDictionary<string, string> Parameters(Section response)
    {
        var parameters = response.TextMap("responseParameters");
        foreach (var (target, source) in parameters)
        {
            if (!target.StartsWith("gatewayresponse.", StringComparison.Ordinal))
                response.Wrong($"responseParameters.{target}", "must begin with gatewayresponse.header.");
            else if (!Sources.Any(prefix => source.StartsWith(prefix, StringComparison.Ordinal)))
                response.Wrong(
                    $"responseParameters.{target}",
                    $"Invalid mapping expression specified: {source} (a fixed text stands in single quotes)");
        }
        return parameters;
    }
}
