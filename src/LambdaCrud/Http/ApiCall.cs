using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>One request, as a handler sees it.</summary>
/// <param name="request">The event.</param>
/// <param name="caller">Who calls, when signed in.</param>
/// <param name="cancellation">Fires shortly before Lambda would end the invocation.</param>
/// <param name="parameters">The query parameters that the route takes: none if null.</param>
public sealed class ApiCall(
    APIGatewayProxyRequest request, Caller? caller, CancellationToken cancellation, IReadOnlyList<string>? parameters = null)
{
    public CancellationToken Cancellation => cancellation;

    public Preconditions Preconditions { get; } = Preconditions.Of(request);

    /// <summary>Method and resource, such as <c>POST /orders</c>.</summary>
    public string Route => $"{request.HttpMethod} {request.Resource}";

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">The route lets in callers without a user.</exception>
    public Caller Caller => caller ?? throw new InvalidOperationException("This route does not ask for a signed-in user.");

    public QueryParameters Query { get; } = new(request, parameters ?? []);
}
