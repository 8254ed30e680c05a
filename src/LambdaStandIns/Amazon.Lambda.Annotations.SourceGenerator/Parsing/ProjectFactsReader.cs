using Amazon.Lambda.Annotations.SourceGenerator.Models;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        return new ProjectFacts(
            compilation.AssemblyName ?? "",
            references.FirstOrDefault(reference => reference.Name == Annotations)?.Version.ToString() ?? "",
            [.. references.Select(reference => reference.Name)],
            compilation.Assembly.Serializer(),
            compilation.Assembly.Attribute(KnownNames.LambdaGlobalProperties)?.Named<string>("Runtime"));
    }

    public static SourceFacts ReadSources(Compilation compilation, CancellationToken cancellationToken)
    {
        string? firstClassPath = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tree.GetDiagnostics(cancellationToken).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                return new SourceFacts(firstClassPath, HasErrors: true);
            if (firstClassPath is null && DeclaresClass(tree.GetRoot(cancellationToken)))
                firstClassPath = tree.FilePath;
        }

        return new SourceFacts(firstClassPath, HasErrors: false);
    }

    private static bool DeclaresClass(SyntaxNode root) =>
        root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Any(node => node is ClassDeclarationSyntax);
}
