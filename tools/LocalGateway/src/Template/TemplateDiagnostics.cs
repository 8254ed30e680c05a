namespace LocalGateway.Template;

/// <summary>
/// Collects what is wrong with a template and what of it has no meaning on this machine, while the steps of the reading go on.
/// </summary>
internal sealed class TemplateDiagnostics
{
    private readonly List<TemplateDiagnostic> _diagnostics = [];
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);

    public IReadOnlyList<string> IgnoredLocally => [.. _ignored];

    public void Add(string path, string reason)
    {
        var diagnostic = new TemplateDiagnostic(path, reason);
        if (!_diagnostics.Contains(diagnostic))
            _diagnostics.Add(diagnostic);
    }

    public void IgnoreLocally(string what) => _ignored.Add(what);

    /// <summary>Ends a step: the next one relies on what this one found to be in order.</summary>
    public void ThrowIfAny()
    {
        if (_diagnostics.Count > 0)
            throw new TemplateException([.. _diagnostics]);
    }
}
