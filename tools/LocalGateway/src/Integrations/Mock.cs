using System.Globalization;
using LocalGateway.Errors;
using LocalGateway.Integrations.Mapping;
using LocalGateway.MappingTemplates;
using LocalGateway.MappingTemplates.Json;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

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
        var (mapped, error) = request.Map(exchange, overrides, cancellationToken);
        if (mapped is null)
            return error!;
        if (!PermissiveJson.TryGetInteger(PayloadText.TextOf(mapped.Payload), "statusCode", out var status))
        {
            return GatewayError.Misconfigured(
                "Unable to parse statusCode. It should be an integer that is defined in the request template.");
        }

        // The response template does not see the request's body. The request template passes values to it in the overrides.
        var outcome = status.ToString(CultureInfo.InvariantCulture);
        return response.Map(exchange, outcome, IntegrationReply.Empty, overrides, cancellationToken) with { Backend = new(status, status) };
    }
}
