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

    /// <summary>
    /// All of the request but its body that says what it asks for, a line each: the route, the parameters of path and query, and the
    /// preconditions.
    /// </summary>
    public string Target => string.Join('\n', [
        Route, .. Lines("path", request.PathParameters), .. Lines("query", request.QueryStringParameters), .. Preconditions.Lines]);

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">The route lets in callers without a user.</exception>
    public Caller Caller => caller ?? throw new InvalidOperationException("This route does not ask for a signed-in user.");

    public QueryParameters Query { get; } = new(request, parameters ?? []);

    private static IEnumerable<string> Lines(string kind, IDictionary<string, string>? parameters) =>
        from parameter in parameters ?? new Dictionary<string, string>()
        orderby parameter.Key
        select $"{kind} {Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}";
}
