using System.Globalization;
using LocalGateway.Errors;

namespace LocalGateway.Requests;

/// <summary>
/// Refuses requests that exceed API Gateway's limits. The server itself limits the request line and the headers (414, 431).
/// </summary>
internal sealed class RequestLimits : IStep
{
    /// <summary>In bytes.</summary>
    public const int MaxPayload = 10 * 1024 * 1024;

    /// <summary>In bytes: the values of all headers together (developer guide, quotas).</summary>
    public const int MaxHeaders = 10_240;

    /// <summary>In bytes: the URL at a regional endpoint.</summary>
    public const int MaxUrl = 10_240;

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Request.RawQuery.Contains('|', StringComparison.Ordinal))
        {
            return new(new GatewayError(GatewayResponseType.BadRequestParameters, "Bad Request")
            {
                Reason = "the query has an unencoded pipe: send %7C in the place of |",
            });
        }

        if (exchange.Request.Body.Length > MaxPayload)
            return new(new GatewayError(GatewayResponseType.RequestTooLarge) { Reason = "the body is over 10 MB" });
        exchange.Trace?.Decide(exchange.Request.Body.Length, static length =>
            string.Create(CultureInfo.InvariantCulture, $"the body has {length:N0} bytes; 10 MB are allowed"));
        return new((GatewayError?)null);
    }
}
