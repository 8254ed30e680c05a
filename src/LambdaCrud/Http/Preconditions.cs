using System.Net.Http.Headers;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>What a request's preconditions say of the resource as it is now.</summary>
public enum Verdict
{
    Proceed,

    /// <summary>If-Match does not hold: 412.</summary>
    Mismatch,

    /// <summary>If-None-Match does not hold: 304 for a read, 412 for anything else.</summary>
    Unchanged,
}

/// <summary>
/// If-Match and If-None-Match by RFC 9110 §13.1 and, for their order, §13.2.2. There are no modification dates here, so If-Modified-Since
/// and If-Unmodified-Since do not apply.
/// </summary>
public sealed class Preconditions
{
    private readonly IReadOnlyList<EntityTagHeaderValue>? _match;
    private readonly IReadOnlyList<EntityTagHeaderValue>? _noneMatch;

    private Preconditions(IReadOnlyList<string> match, IReadOnlyList<string> noneMatch)
    {
        // The framework's own parser. What is not a tag drops out: a list of such only never matches.
        using var message = new HttpRequestMessage();
        message.Headers.TryAddWithoutValidation("If-Match", match);
        message.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        _match = match.Count == 0 ? null : [.. message.Headers.IfMatch];
        _noneMatch = noneMatch.Count == 0 ? null : [.. message.Headers.IfNoneMatch];
    }

    public static Preconditions Of(APIGatewayProxyRequest request) => new(request.Header("If-Match"), request.Header("If-None-Match"));

    public bool Any => _match is not null || _noneMatch is not null;

    /// <summary>
    /// Whether a PUT says what it expects to find. If-None-Match with tags instead of <c>*</c> does not: it would let a write pass over
    /// any state but the listed ones.
    /// </summary>
    public bool GuardsReplacement => _match is not null || (_noneMatch is not null && _noneMatch.Any(IsAny));

    /// <summary>The preconditions, a line each, in a form that does not depend on how they were written.</summary>
    public IEnumerable<string> Lines =>
        from header in ((string Name, IReadOnlyList<EntityTagHeaderValue>? Tags)[])[("If-Match", _match), ("If-None-Match", _noneMatch)]
        where header.Tags is not null
        select $"{header.Name}: {string.Join(", ", header.Tags.Select(tag => $"{tag}").Distinct().Order(StringComparer.Ordinal))}";

    /// <param name="current">The entity tag of what is there, as the header <c>ETag</c> has it; null when nothing is.</param>
    public Verdict Judge(string? current)
    {
        var isWeak = current is ['W', '/', ..];
        var opaque = isWeak ? current![2..] : current;
        if (_match is not null && !_match.Any(tag => Holds(tag) && (IsAny(tag) || !(isWeak || tag.IsWeak))))
            return Verdict.Mismatch;
        return _noneMatch is not null && _noneMatch.Any(Holds) ? Verdict.Unchanged : Verdict.Proceed;

        // The weak comparison is that of the opaque part; the strong one also wants neither to be weak (§8.8.3.2).
        bool Holds(EntityTagHeaderValue tag) => opaque is not null && (IsAny(tag) || tag.Tag == opaque);
    }

    /// <summary>
    /// Whether If-Match does not hold any more, but held for the version just before. When what is stored is what the request would have
    /// made of that version, the request appears to have been applied already, and its sender to have missed the answer: RFC 9110 §13.1.1
    /// then allows 2xx in place of 412.
    /// </summary>
    /// <param name="current">As in <see cref="Judge"/>.</param>
    /// <param name="previous">The tag of the version before; null when there was none.</param>
    public bool HeldJustBefore(string? current, string? previous) =>
        Judge(current) == Verdict.Mismatch && Judge(previous) == Verdict.Proceed;

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Equals(EntityTagHeaderValue.Any);
}
