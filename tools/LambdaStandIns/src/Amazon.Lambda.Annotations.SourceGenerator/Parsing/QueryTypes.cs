using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>The types that a query parameter may have: simple types, nullable simple types, and lists of both.</summary>
internal static class QueryTypes
{
    public static bool Allow(ITypeSymbol type) =>
        IsSimple(type)
        || (IsGenericEnumerable(type) && ((INamedTypeSymbol)type).TypeArguments is { Length: 1 } items && IsSimple(items[0]));

    /// <summary>
    /// Whether the type is generic and itself declares the non-generic IEnumerable, as the interfaces and lists of the framework do.
    /// A user class that derives from such a list does not count.
    /// </summary>
    public static bool IsGenericEnumerable(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: true }
        && type.Interfaces.Any(declared => declared.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsSimple(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? IsSimple(nullable.TypeArguments[0])
            : type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean
                or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
                or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64
                or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
                or SpecialType.System_DateTime;
}
