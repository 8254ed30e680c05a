using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Routing;

/// <summary>Finds resource and method. As in API Gateway, unknown paths and undefined methods get the same answer.</summary>
internal sealed class RouteMatching(ResourceTree resources) : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (resources.Find(exchange.Path, exchange.Request.HttpMethod) is not { } match)
            return new(new GatewayError(GatewayResponseType.MissingAuthenticationToken) { Reason = WhyNot(exchange.Path) });
        exchange.Match = match;
        exchange.Trace?.Decide(match, static match => match.PathParameters.Count == 0
            ? $"the route is {match.Route.Method.Name}"
            : $"the route is {match.Route.Method.Name}, with "
                + string.Join(", ", match.PathParameters.Select(path => $"{path.Key} = {path.Value}")));
        return new((GatewayError?)null);
    }

    // The client gets the same answer in both cases. The developer wants to know which one it is.
    private string WhyNot(string path) => resources.MethodsOf(path) is { Count: > 0 } methods
        ? $"this path exists, but only for {List(methods)}"
        : NearestPaths.Of(resources.Paths, path) is { Count: > 0 } nearest
            ? $"the API has no such path. Did you mean {string.Join(" or ", nearest)}?"
            : "the API has no such path";

    private static string List(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
