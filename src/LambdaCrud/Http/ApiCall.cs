using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>One request, as a handler sees it.</summary>
/// <param name="request">The event.</param>
/// <param name="cancellation">Fires shortly before Lambda would end the invocation.</param>
public sealed class ApiCall(APIGatewayProxyRequest request, CancellationToken cancellation)
{
    public CancellationToken Cancellation => cancellation;

    public Preconditions Preconditions { get; } = Preconditions.Of(request);

    /// <summary>A query parameter, or null. Of a repeated one the last counts, as in the gateway's own mappings.</summary>
    public string? Query(string name) =>
        request.QueryStringParameters is { } parameters && parameters.TryGetValue(name, out var value) ? value : null;
}
