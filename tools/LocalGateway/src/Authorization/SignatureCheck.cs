using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Authorization;

/// <summary>
/// <c>AWS_IAM</c> in a partial deployment: refuses requests without a signature as usual. A signature cannot be checked here.
/// </summary>
internal sealed class SignatureCheck : IAuthorizer
{
    public ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken) => new(
        exchange.Request.Headers["Authorization"].ToString().StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal)
            ? new GatewayError(GatewayResponseType.AuthorizerFailure) { Reason = "signatures cannot be checked on this machine" }
            : new GatewayError(GatewayResponseType.MissingAuthenticationToken) { Reason = "the request is not signed" });
}
