using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>The query parameters of a request. A route names all that it takes; a request with another one is refused.</summary>
/// <param name="names">Those that the route takes. Names are case-sensitive.</param>
public sealed class QueryParameters(APIGatewayProxyRequest request, IReadOnlyList<string> names)
{
    /// <summary>A parameter, or null. Of a repeated one the last counts, as in API Gateway's own mappings.</summary>
    /// <exception cref="InvalidOperationException">The route does not take it.</exception>
    public string? this[string name]
    {
        get
        {
            if (!names.Contains(name))
                throw new InvalidOperationException($"This route does not say that it takes the query parameter {name}.");
            return request.QueryStringParameters is { } given && given.TryGetValue(name, out var value) ? value : null;
        }
    }

    /// <summary>The refusal of a request that has a parameter the route does not take, or null.</summary>
    /// <remarks>
    /// A misspelt filter would otherwise show everything, and a misspelt condition of a write would not hold it back. The one exception
    /// is a route whose answers the stage's cache keeps (docs/caching.md): the cache does not tell requests apart by such a parameter, so a
    /// refusal would be kept and given to everyone.
    /// </remarks>
    public Reply? RefuseUnknown(Access access)
    {
        if (IsCached(access) || request.QueryStringParameters is not { } given || given.Keys.All(names.Contains))
            return null;
        var detail = names.Count == 0
            ? "This route takes no query parameters."
            : $"This route takes the query parameters {string.Join(", ", names)} only.";
        return ProblemTypes.InvalidParameter.Reply(errors: [new FieldError { Code = "unknown-parameter", Detail = detail }]);
    }

    // The template caches GET methods without an authorizer, where it has a cache.
    private bool IsCached(Access access) =>
        access is Access.Anyone or Access.Partners
        && request.StageVariables is { } stage && stage.TryGetValue("cache", out var cache) && cache == "on";
}
