namespace RouteSync.Declarations;

/// <summary>A parameter of a request that is part of the key of a cached answer.</summary>
/// <param name="Place"><c>path</c>, <c>querystring</c> or <c>header</c>, as API Gateway names it.</param>
internal sealed record CacheKeyPart(string Place, string Name);

/// <summary>What makes the key of a cached answer: the parameters of the route, and the headers that change any answer.</summary>
internal static class CacheKey
{
    /// <returns>The parts of the path, of the query and of the headers, in this order.</returns>
    public static IReadOnlyList<CacheKeyPart> Of(DeclaredRoute route) =>
    [
        .. route.PathParameters.Select(name => new CacheKeyPart("path", name)),
        .. route.Query.Select(parameter => new CacheKeyPart("querystring", parameter.Name)),
        .. HeadersOf(route).Select(name => new CacheKeyPart("header", name)),
    ];

    // A strong entity tag depends on the coding of the answer.
    private static string[] HeadersOf(DeclaredRoute route) =>
    [
        .. route.Direct?.EntityTag is null ? (string[])[] : ["Accept-Encoding"],
        "If-Match",
        "If-None-Match",
        "X-Request-Id",
    ];
}
