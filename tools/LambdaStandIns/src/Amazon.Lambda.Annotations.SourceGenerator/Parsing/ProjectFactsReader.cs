using Amazon.Lambda.Annotations.SourceGenerator.Models;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

internal static class ProjectFactsReader
{
    private const string Annotations = "Amazon.Lambda.Annotations";

    public static ProjectFacts Read(Compilation compilation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var references = compilation.ReferencedAssemblyNames
            .Where(reference => reference.Name.StartsWith("Amazon.Lambda.", StringComparison.Ordinal))
            .ToList();
        var serializer = compilation.Assembly.Serializer();
        return new ProjectFacts(
            compilation.AssemblyName ?? "",
            references.FirstOrDefault(reference => reference.Name == Annotations)?.Version.ToString() ?? "",
            [.. references.Select(reference => reference.Name)],
            serializer?.InCode(),
            serializer is null ? [] : [.. PrintedName.Of(serializer)],
            compilation.Assembly.Attribute(KnownNames.LambdaGlobalProperties)?.Named<string>("Runtime"));
    }

    public static bool HasSyntaxErrors(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees.Any(tree =>
            tree.GetDiagnostics(cancellationToken).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
