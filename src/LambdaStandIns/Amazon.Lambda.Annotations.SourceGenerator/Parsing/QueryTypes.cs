using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>The types a query parameter may have: simple ones, their nullables, and lists of those.</summary>
internal static class QueryTypes
{
    public static bool Allow(ITypeSymbol type) =>
        IsSimple(type)
        || (IsGenericEnumerable(type) && ((INamedTypeSymbol)type).TypeArguments is { Length: 1 } items && IsSimple(items[0]));

    public static bool IsGenericEnumerable(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: true }
        && (IsEnumerable(type) || type.AllInterfaces.Any(IsEnumerable));

    private static bool IsEnumerable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private static bool IsSimple(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? IsSimple(nullable.TypeArguments[0])
            : type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean
                or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
                or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64
                or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
                or SpecialType.System_DateTime;
}
