using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>
/// The first part of a type name as the published generator writes it. It writes no <c>global::</c>, so the namespaces around the
/// generated class decide what the name means.
/// </summary>
/// <param name="Name">The first part, such as <c>Shop</c> in <c>Shop.Models.Product</c>.</param>
/// <param name="Arity">The number of its type arguments.</param>
/// <param name="Target">The full name of the type or namespace that it must mean.</param>
internal sealed record PrintedName(string Name, int Arity, string Target)
{
    /// <summary>The first parts of all names in a type: its own name and the names of its type arguments and elements.</summary>
    public static IEnumerable<PrintedName> Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Error } => [],
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.SelectMany(element => Of(element.Type)),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Of(nullable.TypeArguments[0]),
        INamedTypeSymbol named when IsKeyword(named) => [],
        INamedTypeSymbol named => [Of(Root(named)), .. Arguments(named).SelectMany(Of)],
        _ => [],
    };

    private static PrintedName Of(ISymbol root) =>
        new(root.Name, root is INamedTypeSymbol type ? type.Arity : 0, root.OriginalDefinition.ToDisplayString());

    private static bool IsKeyword(INamedTypeSymbol type) =>
        SyntaxFacts.GetKeywordKind(type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()) != SyntaxKind.None;

    private static ISymbol Root(ISymbol symbol) => symbol.ContainingSymbol switch
    {
        INamedTypeSymbol type => Root(type),
        INamespaceSymbol { IsGlobalNamespace: false } space => Root(space),
        _ => symbol,
    };

    private static ImmutableArray<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? [.. Arguments(outer), .. type.TypeArguments] : type.TypeArguments;
}
