using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway;

/// <summary>One step of the pipeline.</summary>
internal interface IStep
{
    /// <returns>Null to pass the request on; an error to answer with the gateway response of its type.</returns>
    ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken);
}
