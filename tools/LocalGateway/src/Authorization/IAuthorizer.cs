using LocalGateway.Errors;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Authorization;

/// <summary>Checks the caller of one method.</summary>
internal interface IAuthorizer
{
    /// <returns>Null if the caller is authorized; then <see cref="CallerContext"/> is set.</returns>
    ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken);
}
