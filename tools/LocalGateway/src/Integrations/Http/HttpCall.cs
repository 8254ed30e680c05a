using System.Globalization;
using LocalGateway.Integrations.Mapping;
using LocalGateway.MappingTemplates;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Http;

/// <summary>The <c>http</c> integration: another server gets the mapped request, and its reply is mapped for the client.</summary>
internal sealed class HttpCall(
    BackendUri uri, string httpMethod, RequestMapping request, ResponseMapping response, OutgoingHeaders outgoing, Backend backend)
    : IIntegration
{
    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var overrides = new MappingOverrides();
        var (mapped, error) = request.Map(exchange, overrides, cancellationToken);
        if (mapped is null)
            return error!;
        var parameters = mapped.Parameters;
        var (reply, failure) = await backend.SendAsync(
            httpMethod == "ANY" ? exchange.Request.HttpMethod : httpMethod,
            uri.Resolve(parameters.Path, parameters.QueryString),
            outgoing.ForHttp(exchange, parameters.Headers),
            mapped.Payload,
            exchange,
            cancellationToken);
        if (reply is null)
            return failure!;
        var outcome = reply.StatusCode.ToString(CultureInfo.InvariantCulture);
        return response.Map(exchange, outcome, new(reply.Headers, reply.Body), overrides, cancellationToken) with
        {
            Backend = new(reply.StatusCode, reply.StatusCode),
        };
    }
}
