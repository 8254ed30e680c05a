using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat FullName =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The type name as it can be written anywhere in code, without nullable annotations of reference types.</summary>
    public static string InCode(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string InCode(this INamespaceSymbol space) => space.IsGlobalNamespace ? "" : space.ToDisplayString(FullName);

    /// <summary>Whether the type has that name. It may be nullable.</summary>
    public static bool Is(this ITypeSymbol? type, string fullName) => type?.ToDisplayString(FullName) == fullName;

    /// <summary>Whether the type has that name and is not annotated as nullable, as the published package requires.</summary>
    public static bool IsExactly(this ITypeSymbol type, string fullName) => !type.IsAnnotated() && type.Is(fullName);

    public static bool IsAnnotated(this ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated;

    public static bool IsString(this ITypeSymbol type) => type.SpecialType == SpecialType.System_String;

    public static bool IsOrImplements(this ITypeSymbol type, string interfaceName) =>
        type.Is(interfaceName) || type.AllInterfaces.Any(implemented => implemented.Is(interfaceName));

    /// <summary>The attribute name without the suffix, as it is written in brackets.</summary>
    public static string ShortAttributeName(string fullName)
    {
        var name = fullName.Substring(fullName.LastIndexOf('.') + 1);
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    public static AttributeData? Attribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(fullName));

    /// <summary>The value that the code sets in the attribute, or the default of the type if it is not set.</summary>
    public static T? Named<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is T value ? value : default;

    /// <summary>The value that the code sets in the attribute, or null if it is not set.</summary>
    public static T? NamedOrNull<T>(this AttributeData attribute, string name)
        where T : struct =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as T?;

    public static string ConstructorText(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.ElementAtOrDefault(index).Value as string ?? "";

    /// <summary>The name of an enum member, or the number if no member has it.</summary>
    public static string EnumName(this TypedConstant constant) =>
        constant.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, constant.Value))?.Name
        ?? $"{constant.Value}";

    /// <summary>The type in the <c>[LambdaSerializer]</c> of the symbol.</summary>
    public static ITypeSymbol? Serializer(this ISymbol symbol) =>
        symbol.Attribute(KnownNames.LambdaSerializer)?.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol;
}
