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
        exchange.Trace?.Decide(match, static match => match.PathParameters.Count == 0
            ? $"the route is {match.Route.Method.Name}"
            : $"the route is {match.Route.Method.Name}, with "
                + string.Join(", ", match.PathParameters.Select(path => $"{path.Key} = {path.Value}")));
        return new((GatewayError?)null);
    }
}
