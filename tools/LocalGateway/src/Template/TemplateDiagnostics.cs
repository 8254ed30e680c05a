namespace LocalGateway.Template;

/// <summary>Collects, during all steps of the reading, a template's errors and its parts without meaning on this machine.</summary>
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

    /// <summary>Ends a step. The next step relies on the checks of this one.</summary>
    public void ThrowIfAny()
    {
        if (_diagnostics.Count > 0)
            throw new TemplateException([.. _diagnostics]);
    }
}
