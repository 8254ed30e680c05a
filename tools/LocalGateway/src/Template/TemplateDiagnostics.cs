namespace LocalGateway.Template;

/// <summary>
/// Collects, during all steps of the reading, a template's errors and its parts without meaning on this machine.
/// <paramref name="isPartial"/>: whether parts that cannot run on this machine are kept instead of refused.
/// </summary>
internal sealed class TemplateDiagnostics(bool isPartial = false)
{
    private readonly List<TemplateDiagnostic> _diagnostics = [];
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, string Place)> _places = [];
    private int _earlier;

    public bool IsPartial => isPartial;

    public IReadOnlyList<string> IgnoredLocally => [.. _ignored];

    /// <summary>
    /// Adds an error. An error about a place that an earlier step already reported is a consequence of that error, so it is not added.
    /// </summary>
    public void Add(string path, string reason)
    {
        var diagnostic = new TemplateDiagnostic(Place(path), reason);
        if (!_diagnostics.Contains(diagnostic) && !_diagnostics.Take(_earlier).Any(earlier => Overlap(earlier.Path, diagnostic.Path)))
            _diagnostics.Add(diagnostic);
    }

    /// <summary>
    /// Reports a part that is right but cannot run on this machine. Returns the reason if the part is kept; otherwise it is an error, and the
    /// result is null.
    /// </summary>
    public string? CannotRun(string path, string reason)
    {
        if (isPartial)
            return reason;
        Add(path, reason);
        return null;
    }

    /// <summary>How many errors there are: the start for <see cref="TakeSince"/>.</summary>
    public int Count => _diagnostics.Count;

    /// <summary>
    /// In a partial deployment, a mistake in one route or function does not stop the others. Removes the errors since then and returns them
    /// as the reason; null if there are none.
    /// </summary>
    public string? TakeSince(int start)
    {
        if (!isPartial || _diagnostics.Count == start)
            return null;
        var taken = string.Join("; ", _diagnostics.Skip(start));
        _diagnostics.RemoveRange(start, _diagnostics.Count - start);
        return taken;
    }

    public void IgnoreLocally(string what) => _ignored.Add(what);

    /// <summary>Errors below <paramref name="prefix"/>, a part of a document that was made from a resource, name the resource's place.</summary>
    public void Rename(string prefix, string place) => _places.Add((prefix, place));

    /// <summary>Begins a step that uses the results of the steps before it.</summary>
    public void BeginStep() => _earlier = _diagnostics.Count;

    /// <summary>Ends the reading if it cannot go on.</summary>
    public void ThrowIfAny()
    {
        if (_diagnostics.Count > 0)
            throw new TemplateException([.. _diagnostics]);
    }

    private string Place(string path)
    {
        foreach (var (prefix, place) in _places)
        {
            if (path == prefix || path.StartsWith($"{prefix}.", StringComparison.Ordinal))
                return place + path[prefix.Length..];
        }

        return path;
    }

    private static bool Overlap(string one, string other) =>
        one == other || IsBelow(one, other) || IsBelow(other, one);

    private static bool IsBelow(string path, string parent) =>
        path.Length > parent.Length && path.StartsWith(parent, StringComparison.Ordinal) && path[parent.Length] is '.' or '[';
}
