using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>Finds user attributes that the published generator confuses with its own, because it compares only short names.</summary>
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

    /// <summary>The attribute of the package that the published generator confuses with this one, or null.</summary>
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

        // If the real attribute is present too, the published generator uses the first one with that short name.
        return known ?? (symbol.Attribute(KnownNames.LambdaSerializer) is null ? null : Named(KnownNames.LambdaSerializer));

        string? Named(params string[] names) =>
            names.FirstOrDefault(name => name.EndsWith($".{type.Name}", StringComparison.Ordinal) && !type.Is(name));
    }
}
