using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>The query parameters of a request. A request with a parameter that its route does not declare is refused.</summary>
internal sealed class QueryParameters(APIGatewayProxyRequest request, Route route)
{
    /// <summary>
    /// The value of a parameter, or null. If a parameter is repeated, the last value counts, as in API Gateway's own mappings.
    /// </summary>
    /// <exception cref="InvalidOperationException">The route does not accept this parameter.</exception>
    public string? this[QueryParameter parameter]
    {
        get
        {
            if (!Names.Contains(parameter.Name))
                throw new InvalidOperationException($"This route does not declare the query parameter {parameter.Name}.");
            return request.QueryStringParameters is { } given && given.TryGetValue(parameter.Name, out var value) ? value : null;
        }
    }

    /// <summary>The refusal of a request with a parameter that the route does not accept, or null.</summary>
    /// <remarks>
    /// Without this check, a misspelt filter would show everything, and a misspelt condition of a write would have no effect. The only
    /// exception is a route whose answers the stage's cache keeps (docs/caching.md). Such parameters are not part of the cache key, so the
    /// cache would keep a refusal and return it to everyone.
    /// </remarks>
    public Reply? RefuseUnknown()
    {
        if (IsCached || request.QueryStringParameters is not { } given || given.Keys.All(Names.Contains))
            return null;
        var detail = route.Query.Count == 0
            ? "This route takes no query parameters."
            : $"This route takes only the query parameters {string.Join(", ", Names)}.";
        return ProblemTypes.InvalidParameter.ToReply(errors: [new FieldError { Code = "unknown-parameter", Detail = detail }]);
    }

    private IEnumerable<string> Names => route.Query.Select(parameter => parameter.Name);

    private bool IsCached =>
        route.IsCached && request.StageVariables is { } stage && stage.TryGetValue("cache", out var cache) && cache == "on";
}
