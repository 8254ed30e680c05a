using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>One request, as a handler sees it.</summary>
/// <param name="request">The proxy event.</param>
/// <param name="caller">The signed-in user, or null.</param>
/// <param name="route">The declaration of the route.</param>
/// <param name="cancellationToken">Is cancelled shortly before Lambda would stop the invocation.</param>
internal sealed class ApiCall(APIGatewayProxyRequest request, Caller? caller, Route route, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether the route reads the header Idempotency-Key.</summary>
    public KeyUse KeyUse => route.IdempotencyKey;

    public Preconditions Preconditions { get; } = Preconditions.Of(request);

    /// <summary>Method and resource, such as <c>POST /orders</c>.</summary>
    public string Route => $"{request.HttpMethod} {request.Resource}";

    /// <summary>
    /// The parts of the request, except the body, that say what it asks for, one per line: route, path parameters, query parameters and
    /// preconditions.
    /// </summary>
    public string Target => string.Join('\n', [
        Route, .. Lines("path", request.PathParameters), .. Lines("query", request.QueryStringParameters), .. Preconditions.Lines]);

    /// <summary>The signed-in user.</summary>
    /// <exception cref="InvalidOperationException">The route accepts callers without a user.</exception>
    public Caller Caller => caller ?? throw new InvalidOperationException("This route does not require a signed-in user.");

    public QueryParameters Query { get; } = new(request, route);

    /// <summary>The refusal if the id in the path is not valid, or null.</summary>
    public Reply? RefuseId() =>
        route.Id is not { } id || (request.PathParameters is { } path && path.TryGetValue(id.Name, out var text) && Ids.IsId(text))
            ? null
            : ProblemTypes.InvalidId.ToReply(id.Detail);

    /// <summary>The values of a header, in the order sent.</summary>
    public IReadOnlyList<string> Header(string name) => request.Header(name);

    private static IEnumerable<string> Lines(string kind, IDictionary<string, string>? parameters) =>
        parameters is null
            ? []
            : parameters.Keys.Order(StringComparer.Ordinal)
                .Select(name => $"{kind} {Uri.EscapeDataString(name)}={Uri.EscapeDataString(parameters[name])}");
}
