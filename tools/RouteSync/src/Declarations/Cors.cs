namespace RouteSync.Declarations;

/// <summary>What the preflight of a path tells a browser, and for how long.</summary>
internal static class Cors
{
    /// <summary>How many seconds a browser may keep the answer to a preflight.</summary>
    public const int MaxAge = 600;

    /// <param name="routes">All routes of one path.</param>
    public static IEnumerable<string> MethodsOf(IEnumerable<DeclaredRoute> routes) =>
        routes.Select(route => route.Method).Append("OPTIONS").Order(StringComparer.Ordinal);

    /// <inheritdoc cref="MethodsOf"/>
    public static IEnumerable<string> HeadersOf(IEnumerable<DeclaredRoute> routes) =>
        routes.SelectMany(HeadersReadBy).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> HeadersReadBy(DeclaredRoute route)
    {
        yield return "X-Request-Id";
        if (route.Access.NeedsUser)
            yield return "Authorization";
        if (route.Access.NeedsApiKey)
            yield return "X-API-Key";
        // A direct route has a template for one media type only, so it reads the header.
        if (route.Accepts is not null || route.Direct is not null)
            yield return "Content-Type";
        if (route.IdempotencyKey != KeyUse.None)
            yield return "Idempotency-Key";
        if (!route.IsConditional)
            yield break;
        yield return "If-Match";
        yield return "If-None-Match";
    }
}
