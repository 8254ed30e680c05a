using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>One request, as a handler sees it.</summary>
/// <param name="request">The event.</param>
/// <param name="caller">Who calls, when signed in.</param>
/// <param name="cancellation">Fires shortly before Lambda would end the invocation.</param>
public sealed class ApiCall(APIGatewayProxyRequest request, Caller? caller, CancellationToken cancellation)
{
    public CancellationToken Cancellation => cancellation;

    public Preconditions Preconditions { get; } = Preconditions.Of(request);

    /// <summary>Method and resource, such as <c>POST /orders</c>.</summary>
    public string Route => $"{request.HttpMethod} {request.Resource}";

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">The route lets in callers without a user.</exception>
    public Caller Caller => caller ?? throw new InvalidOperationException("This route does not ask for a signed-in user.");

    /// <summary>A query parameter, or null. Of a repeated one the last counts, as in the gateway's own mappings.</summary>
    public string? Query(string name) =>
        request.QueryStringParameters is { } parameters && parameters.TryGetValue(name, out var value) ? value : null;
}
