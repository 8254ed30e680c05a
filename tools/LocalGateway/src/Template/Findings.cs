namespace LocalGateway.Template;

/// <summary>
/// Collects what is wrong with a template and what of it has no meaning on this machine, while the steps of the reading go on.
/// </summary>
internal sealed class Findings
{
    private readonly List<TemplateFinding> _findings = [];
    private readonly SortedSet<string> _leftAside = new(StringComparer.Ordinal);

    public IReadOnlyList<string> LeftAside => [.. _leftAside];

    public void Add(string path, string reason)
    {
        var finding = new TemplateFinding(path, reason);
        if (!_findings.Contains(finding))
            _findings.Add(finding);
    }

    public void LeaveAside(string what) => _leftAside.Add(what);

    /// <summary>Ends a step: the next one relies on what this one found to be in order.</summary>
    public void ThrowIfAny()
    {
        if (_findings.Count > 0)
            throw new TemplateException([.. _findings]);
    }
}
