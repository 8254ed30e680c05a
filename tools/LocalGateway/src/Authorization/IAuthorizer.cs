using LocalGateway.GatewayResponses;
using LocalGateway.Requests;

namespace LocalGateway.Authorization;

/// <summary>Checks the caller of one method.</summary>
internal interface IAuthorizer
{
    /// <returns>Null if the caller may call; <see cref="Exchange.Caller"/> is set then.</returns>
    ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken);
}
