using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LambdaCrud.Http;

/// <summary>Reads the query parameters of a list, and collects all errors in them.</summary>
internal sealed class ListParameters(ApiCall call)
{
    /// <summary>The parameters that every list accepts in addition to its filters.</summary>
    public static readonly IReadOnlyList<string> Paging = [LimitName, CursorName];

    private const string LimitName = "limit";
    private const string CursorName = "cursor";

    private readonly List<FieldError> _errors = [];
    private readonly List<string> _filters = [];

    /// <summary>The value of a parameter; null if it is absent or if <paramref name="accepts"/> is false for it.</summary>
    public string? Filter(string name, Predicate<string> accepts, string code, string detail)
    {
        if (call.Query[name] is not { } text)
            return null;
        _filters.Add(name);
        if (accepts(text))
            return text;
        Refuse(name, code, detail);
        return null;
    }

    /// <summary>The parameter <c>limit</c>: the maximum number of items on a page.</summary>
    public int Limit(int standard, int max)
    {
        if (call.Query[LimitName] is not { } text)
            return standard;
        // The parser accepts null characters (U+0000) at the end.
        if (text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= max)
            return limit;
        Refuse(LimitName, "range", $"Must be a whole number from 1 to {max.ToString(CultureInfo.InvariantCulture)}.");
        return standard;
    }

    public void Refuse(string parameter, string code, string detail) =>
        _errors.Add(new FieldError { Parameter = parameter, Code = code, Detail = detail });

    /// <summary>Whether all parameters are valid, including <c>cursor</c>.</summary>
    /// <param name="limit">The result of <see cref="Limit"/>.</param>
    /// <param name="scope">Names route, filter and sort. A cursor is valid only for the same scope.</param>
    public bool TryFinish(
        Cursors cursors, int limit, string scope, [NotNullWhen(true)] out PageRequest? page, [NotNullWhen(false)] out Reply? refusal)
    {
        string? position = null;
        refusal = _errors.Count > 0 ? ProblemTypes.InvalidParameter.ToReply(errors: _errors) : null;
        if (refusal is null && call.Query[CursorName] is { } cursor && !cursors.TryOpen(scope, cursor, out position))
            refusal = ProblemTypes.InvalidCursor.ToReply(
                "Start again without a cursor. A cursor is valid for at most 24 hours, and only for one list and one order.");
        page = refusal is null ? new PageRequest(limit, position, next => cursors.Seal(scope, next), LinkTo) : null;
        return page is not null;
    }

    /// <summary>
    /// The reference to the next page (RFC 8288): the list's own parameters and the cursor. It has no path, so it keeps the path of the
    /// request. This works below a stage, below a custom domain's base path, at the root, and with or without a slash at the end.
    /// </summary>
    private string LinkTo(string cursor)
    {
        var own = _filters.Append(LimitName).Select(name => call.Query[name] is { } value ? $"{name}={Uri.EscapeDataString(value)}&" : "");
        return $"<?{string.Concat(own)}{CursorName}={cursor}>; rel=\"next\"";
    }
}
