namespace LocalGateway.Template;

/// <summary>One problem that prevents a template from running: its place and its reason.</summary>
/// <param name="Path">The logical id and the property's path: <c>ProductsTable.Properties.Foo</c>.</param>
/// <param name="Reason">The problem, described for the template's author.</param>
public sealed record TemplateDiagnostic(string Path, string Reason)
{
    /// <summary>The place in the template's file: <c>template.yaml(12,5)</c>, line and column from 1. Null if it is not known.</summary>
    public string? Place { get; init; }

    public override string ToString() => $"{(Place is null ? "" : $"{Place}: ")}{(Path.Length == 0 ? Reason : $"{Path}: {Reason}")}";
}

/// <summary>
/// The template cannot be read, would fail when deployed, or uses something that this gateway does not support. Contains all diagnostics,
/// not just the first.
/// </summary>
public sealed class TemplateException(IReadOnlyList<TemplateDiagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    internal TemplateException(string path, string reason) : this([new TemplateDiagnostic(path, reason)])
    {
    }

    public IReadOnlyList<TemplateDiagnostic> TemplateDiagnostics => diagnostics;
}
