using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Checks what the generated code, which is another class in the same assembly, can access.</summary>
internal static class Reach
{
    public static bool IsAccessible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsAccessible(symbol.ContainingType));

    /// <summary>Whether <c>new Type()</c> compiles.</summary>
    public static bool CanBeCreated(INamedTypeSymbol type) =>
        !type.IsAbstract
        && type.InstanceConstructors.Any(constructor =>
            IsAccessible(constructor) && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams))
        && !type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
}
