using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>
/// The query parameters of a request. A route names all parameters that it accepts. A request with any other parameter is refused.
/// </summary>
/// <param name="names">The parameters that the route accepts. Names are case-sensitive.</param>
internal sealed class QueryParameters(APIGatewayProxyRequest request, IReadOnlyList<string> names)
{
    /// <summary>
    /// The value of a parameter, or null. If a parameter is repeated, the last value counts, as in API Gateway's own mappings.
    /// </summary>
    /// <exception cref="InvalidOperationException">The route does not accept this parameter.</exception>
    public string? this[string name]
    {
        get
        {
            if (!names.Contains(name))
                throw new InvalidOperationException($"The query parameter {name} is not in the list of parameters of this route.");
            return request.QueryStringParameters is { } given && given.TryGetValue(name, out var value) ? value : null;
        }
    }

    /// <summary>The refusal of a request with a parameter that the route does not accept, or null.</summary>
    /// <remarks>
    /// Without this check, a misspelt filter would show everything, and a misspelt condition of a write would have no effect. The only
    /// exception is a route whose answers the stage's cache keeps (docs/caching.md). Such parameters are not part of the cache key, so the
    /// cache would keep a refusal and return it to everyone.
    /// </remarks>
    public Reply? RefuseUnknown(Access access)
    {
        if (IsCached(access) || request.QueryStringParameters is not { } given || given.Keys.All(names.Contains))
            return null;
        var detail = names.Count == 0
            ? "This route takes no query parameters."
            : $"This route takes only the query parameters {string.Join(", ", names)}.";
        return ProblemTypes.InvalidParameter.ToReply(errors: [new FieldError { Code = "unknown-parameter", Detail = detail }]);
    }

    // If the cache is on, the template caches GET methods without an authorizer.
    private bool IsCached(Access access) =>
        access is Access.Anyone or Access.Partners
        && request.StageVariables is { } stage && stage.TryGetValue("cache", out var cache) && cache == "on";
}
