using System.Globalization;
using ApiGateway.GatewayResponses;
using ApiGateway.Integrations.Mapping;
using ApiGateway.MappingTemplates;
using ApiGateway.MappingTemplates.Json;
using ApiGateway.Requests;

namespace ApiGateway.Integrations;

/// <summary>
/// The MOCK integration: its request template names a status code, and the integration response of that code is the answer.
/// </summary>
internal sealed class Mock(RequestMapping request, ResponseMapping response) : IIntegration
{
    public Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken) =>
        Task.FromResult(Run(exchange, cancellationToken));

    private IntegrationOutcome Run(Exchange exchange, CancellationToken cancellationToken)
    {
        var overrides = new MappingOverrides();
        var (payload, error) = request.Map(exchange, overrides, cancellationToken);
        if (error is not null)
            return error;
        if (!PermissiveJson.TryGetInteger(payload, "statusCode", out var status))
        {
            return GatewayError.Misconfigured(
                "Unable to parse statusCode. It should be an integer that is defined in the request template.");
        }


        // The response template does not see the request's body; what it needs travels in the overrides.
        return response.Map(exchange, status.ToString(CultureInfo.InvariantCulture), null, overrides, cancellationToken);
    }
}
