using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Routing;

/// <summary>Finds resource and method. As in API Gateway, unknown paths and undefined methods get the same answer.</summary>
internal sealed class RouteMatching(ResourceTree resources) : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (resources.Find(exchange.Path, exchange.Request.HttpMethod) is not { } match)
            return new(new GatewayError(GatewayResponseType.MissingAuthenticationToken) { Reason = "the API has no such path and method" });
        exchange.Match = match;
        return new((GatewayError?)null);
    }
}
