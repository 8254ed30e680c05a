using System.Diagnostics.CodeAnalysis;

namespace LambdaCrud.Http;

/// <summary>Reads the query parameters of a list, and collects all errors in them.</summary>
internal sealed class ListParameters(ApiCall call)
{
    private readonly List<FieldError> _errors = [];
    private readonly List<QueryParameter> _read = [];

    /// <summary>The value of a filter; null if it is absent or not valid.</summary>
    public string? Filter(QueryParameter parameter)
    {
        if (call.Query[parameter] is not { } text)
            return null;
        _read.Add(parameter);
        if (parameter.Accepts(text))
            return text;
        Refuse(parameter, parameter.Code, parameter.Detail);
        return null;
    }

    /// <summary>The maximum number of items on the page.</summary>
    public int Limit(LimitParameter parameter) =>
        Filter(parameter) is { } text && parameter.Read(text) is { } limit ? limit : parameter.Standard;

    public void Refuse(QueryParameter parameter, string code, string detail) =>
        _errors.Add(new FieldError { Parameter = parameter.Name, Code = code, Detail = detail });

    /// <summary>Whether all parameters are valid, including <c>cursor</c>.</summary>
    /// <param name="limit">The result of <see cref="Limit"/>.</param>
    /// <param name="scope">Names route, filter and sort. A cursor is valid only for the same scope.</param>
    public bool TryFinish(
        Cursors cursors, int limit, string scope, [NotNullWhen(true)] out PageRequest? page, [NotNullWhen(false)] out Reply? refusal)
    {
        string? position = null;
        refusal = _errors.Count > 0 ? ProblemTypes.InvalidParameter.ToReply(errors: _errors) : null;
        if (refusal is null && call.Query[CursorParameter.Instance] is { } cursor && !cursors.TryOpen(scope, cursor, out position))
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
        var own = _read.OrderBy(parameter => parameter is LimitParameter)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(call.Query[parameter]!)}&");
        return $"<?{string.Concat(own)}{CursorParameter.Instance.Name}={cursor}>; rel=\"next\"";
    }
}
