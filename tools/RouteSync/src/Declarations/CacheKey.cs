namespace RouteSync.Declarations;

/// <summary>The parameters that make the key of a cached answer.</summary>
internal static class CacheKey
{
    /// <returns>The names of the path's, the query's and the headers' parameters, in this order.</returns>
    public static IEnumerable<string> Of(DeclaredRoute route)
    {
        if (route.Id is { } id)
            yield return id.Name;
        foreach (var parameter in route.Query)
            yield return parameter.Name;
        yield return "If-Match";
        yield return "If-None-Match";
        yield return "X-Request-Id";
    }
}
