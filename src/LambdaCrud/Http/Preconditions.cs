using System.Net.Http.Headers;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>The result of a request's preconditions for the current state of the resource.</summary>
internal enum PreconditionResult
{
    Proceed,

    /// <summary>If-Match does not hold: 412.</summary>
    Mismatch,

    /// <summary>If-None-Match does not hold: 304 for a read, 412 for other requests.</summary>
    Unchanged,
}

/// <summary>
/// If-Match and If-None-Match by RFC 9110 §13.1, in the order of §13.2.2. Resources have no modification dates, so If-Modified-Since and
/// If-Unmodified-Since do not apply. The mapping templates of direct routes follow the same rules.
/// </summary>
internal sealed class Preconditions
{
    private readonly IReadOnlyList<EntityTagHeaderValue>? _match;
    private readonly IReadOnlyList<EntityTagHeaderValue>? _noneMatch;
    private readonly IReadOnlyList<string> _acceptEncoding;

    private Preconditions(APIGatewayProxyRequest request)
    {
        _match = Parse("If-Match", request.Header("If-Match"), static headers => headers.IfMatch);
        _noneMatch = Parse("If-None-Match", request.Header("If-None-Match"), static headers => headers.IfNoneMatch);
        _acceptEncoding = request.Header("Accept-Encoding");
    }

    public static Preconditions Of(APIGatewayProxyRequest request) => new(request);

    public bool Any => _match is not null || _noneMatch is not null;

    /// <summary>
    /// Whether a PUT states which state it expects. If-None-Match with tags instead of <c>*</c> does not: it would allow the write in every
    /// state except the listed ones.
    /// </summary>
    public bool GuardsReplacement => _match is not null || (_noneMatch is not null && _noneMatch.Any(IsAny));

    /// <summary>The preconditions, one per line, in a form that does not depend on their spelling.</summary>
    public IEnumerable<string> Lines =>
        from header in ((string Name, IReadOnlyList<EntityTagHeaderValue>? Tags)[])[("If-Match", _match), ("If-None-Match", _noneMatch)]
        where header.Tags is not null
        let states = header.Tags.Select(tag => EntityTag.StateOf($"{tag}")).Distinct().Order(StringComparer.Ordinal)
        select $"{header.Name}: {string.Join(", ", states)}";

    /// <param name="current">The entity tag of the current state; null if the resource does not exist.</param>
    public PreconditionResult Evaluate(string? current)
    {
        if (_match is not null && !_match.Any(tag => IsAny(tag) ? current is not null : IsState(tag)))
            return PreconditionResult.Mismatch;
        var sent = current is null ? null : Opaque(EntityTag.Of(current, _acceptEncoding));
        return _noneMatch is not null && _noneMatch.Any(tag => IsAny(tag) ? sent is not null : tag.Tag == sent)
            ? PreconditionResult.Unchanged
            : PreconditionResult.Proceed;

        // A client may write with the tag of any coding, because all codings are the same state. The strong comparison requires that neither
        // tag is weak (RFC 9110 §8.8.3.2). The weak one, for If-None-Match, compares the opaque parts.
        bool IsState(EntityTagHeaderValue tag) => !tag.IsWeak && EntityTag.StateOf(tag.Tag) == current;
    }

    /// <summary>
    /// Whether If-Match no longer holds, but held for the previous version. If the stored version is also what the request would have made
    /// of the previous one, the request was probably applied already, and its sender missed the answer. RFC 9110 §13.1.1 then allows 2xx
    /// instead of 412.
    /// </summary>
    /// <param name="current">See <see cref="Evaluate"/>.</param>
    /// <param name="previous">The entity tag of the previous version; null if there was none.</param>
    public bool HeldJustBefore(string? current, string? previous) =>
        Evaluate(current) == PreconditionResult.Mismatch && Evaluate(previous) == PreconditionResult.Proceed;

    // The framework's own parser, which needs a message. It drops invalid tags, so a list of only invalid tags never matches.
    private static IReadOnlyList<EntityTagHeaderValue>? Parse(
        string name, IReadOnlyList<string> values, Func<HttpRequestHeaders, HttpHeaderValueCollection<EntityTagHeaderValue>> tags)
    {
        if (values.Count == 0)
            return null;
        using var message = new HttpRequestMessage();
        message.Headers.TryAddWithoutValidation(name, values);
        return [.. tags(message.Headers)];
    }

    private static string Opaque(string tag) => tag is ['W', '/', .. var opaque] ? opaque : tag;

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Equals(EntityTagHeaderValue.Any);
}
