using LocalGateway.Errors;
using LocalGateway.Model;

namespace LocalGateway.Template.Import;

/// <summary><c>x-amazon-apigateway-gateway-responses</c>.</summary>
internal static class GatewayResponseImport
{
    private static readonly string[] Sources =
        ["'", "context.", "stageVariables.", "method.request.header.", "method.request.querystring.", "method.request.path."];

    public static Dictionary<string, CustomGatewayResponse> Run(Section document)
    {
        var responses = new Dictionary<string, CustomGatewayResponse>(StringComparer.Ordinal);
        foreach (var (type, response) in document.Objects("x-amazon-apigateway-gateway-responses", "OpenApi.gatewayResponse"))
        {
            if (type is not ("DEFAULT_4XX" or "DEFAULT_5XX") && !GatewayResponseType.OfApi.ContainsKey(type))
                document.Wrong($"x-amazon-apigateway-gateway-responses.{type}", "API Gateway has no gateway response of this type");
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
                    $"Invalid mapping expression specified: {source} (write a static value in single quotes)");
        }

        return parameters;
    }
}
