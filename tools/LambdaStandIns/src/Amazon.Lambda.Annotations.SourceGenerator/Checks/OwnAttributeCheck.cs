using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>Finds attributes of one's own that the published generator takes for its own, because it looks at their short names only.</summary>
internal static class OwnAttributeCheck
{
    private static readonly string[] OnMethods =
    [
        KnownNames.LambdaFunction, .. KnownNames.EventAttributes,
        .. KnownNames.UncoveredEventAttributes.Where(name => name != KnownNames.DurableExecution),
    ];

    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) =>
        node is AttributeSyntax { Parent.Parent: MethodDeclarationSyntax or ClassDeclarationSyntax or CompilationUnitSyntax };

    public static DiagnosticInfo? Check(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = context.SemanticModel.GetSymbolInfo(context.Node, cancellationToken).Symbol?.ContainingType;
        if (type is null)
            return null;

        var owner = context.Node.Parent!.Parent!;
        ISymbol? symbol = owner is CompilationUnitSyntax
            ? context.SemanticModel.Compilation.Assembly
            : context.SemanticModel.GetDeclaredSymbol(owner, cancellationToken);
        return symbol is not null && Mistaken(symbol, type) is { } known
            ? DiagnosticInfo.Create(
                DifferenceDiagnostics.OwnAttribute,
                LocationInfo.From(context.Node.GetLocation()),
                SymbolExtensions.ShortAttributeName(type.Name), symbol.Name, type.ToDisplayString(), known)
            : null;
    }

    /// <summary>For which of its attributes the published generator takes this one, or null.</summary>
    private static string? Mistaken(ISymbol symbol, INamedTypeSymbol type)
    {
        string? known = null;
        switch (symbol)
        {
            case IMethodSymbol when symbol.Attribute(KnownNames.LambdaFunction) is null:
                known = Named(OnMethods);
                break;
            case INamedTypeSymbol when symbol.Attribute(KnownNames.LambdaStartup) is null:
                known = Named(KnownNames.LambdaStartup);
                break;
            case IAssemblySymbol:
                known = Named(KnownNames.LambdaGlobalProperties);
                break;
        }

        // The first of that short name counts, wherever the real one is there too.
        return known ?? (symbol.Attribute(KnownNames.LambdaSerializer) is null ? null : Named(KnownNames.LambdaSerializer));

        string? Named(params string[] names) =>
            names.FirstOrDefault(name => name.EndsWith($".{type.Name}", StringComparison.Ordinal) && !type.Is(name));
    }
}
