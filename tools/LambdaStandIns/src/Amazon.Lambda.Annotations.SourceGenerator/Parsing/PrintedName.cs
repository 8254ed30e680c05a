using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>
/// The first part of a type's name as the published generator writes it: without <c>global::</c>, so that the namespaces around the
/// generated class decide what it means.
/// </summary>
/// <param name="Name">Such as <c>Shop</c> of <c>Shop.Models.Product</c>.</param>
/// <param name="Arity">How many type arguments follow it.</param>
/// <param name="Target">The full name of what it has to mean.</param>
internal sealed record PrintedName(string Name, int Arity, string Target)
{
    /// <summary>The first parts of all names in a type: its own, and those of its arguments and elements.</summary>
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
