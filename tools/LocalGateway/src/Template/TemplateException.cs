namespace LocalGateway.Template;

/// <summary>One thing that keeps a template from running: where it stands and why.</summary>
/// <param name="Path">The logical id and the property's path: <c>ProductsTable.Properties.Foo</c>.</param>
/// <param name="Reason">What is wrong, in words for the template's author.</param>
public sealed record TemplateDiagnostic(string Path, string Reason)
{
    public override string ToString() => Path.Length == 0 ? Reason : $"{Path}: {Reason}";
}

/// <summary>
/// The template cannot be read, would fail when deployed, or holds what this gateway does not support. Carries all diagnostics, not just
/// the first.
/// </summary>
public sealed class TemplateException(IReadOnlyList<TemplateDiagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    internal TemplateException(string path, string reason) : this([new TemplateDiagnostic(path, reason)])
    {
    }

    public IReadOnlyList<TemplateDiagnostic> TemplateDiagnostics => diagnostics;
}
