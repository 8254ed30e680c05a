using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItemMapper;

/// <summary>Reads from the attributes of a type what <c>DynamoDBContext</c> reads from them at run time.</summary>
internal static class EntityReader
{
    public const string TableAttribute = DataModel + "DynamoDBTableAttribute";

    private const string DataModel = "Amazon.DynamoDBv2.DataModel.";

    // Values of the SDK's enumerations ConversionSchema and CaseMode.
    private const int ConversionV2 = 1;
    private const int CamelCase = 2;

    /// <summary>Attributes that change nothing in the mapping but the name of the attribute.</summary>
    private static readonly HashSet<string> Names =
    [
        "DynamoDBHashKeyAttribute", "DynamoDBRangeKeyAttribute", "DynamoDBPropertyAttribute", "DynamoDBGlobalSecondaryIndexHashKeyAttribute",
        "DynamoDBGlobalSecondaryIndexRangeKeyAttribute", "DynamoDBLocalSecondaryIndexRangeKeyAttribute",
    ];

    private static readonly SymbolDisplayFormat WithoutNullability = SymbolDisplayFormat.FullyQualifiedFormat;

    public static Entity Read(INamedTypeSymbol type, out List<string> problems)
    {
        problems = [];
        var table = type.GetAttributes().First(attribute => attribute.AttributeClass!.ToDisplayString() == TableAttribute);
        var parameters = table.AttributeConstructor!.Parameters
            .Zip(table.ConstructorArguments, (parameter, value) => (parameter.Type.Name, value.Value))
            .ToList();
        if (!parameters.Contains(("ConversionSchema", ConversionV2)) || !parameters.Contains(("CaseMode", CamelCase)))
            problems.Add($"{type.Name} must name CaseMode.CamelCase and ConversionSchema.V2 in [DynamoDBTable]");
        if (type.ContainingType is not null || type.IsGenericType)
            problems.Add($"{type.Name} is a nested or a generic type");
        if (type.IsAbstract || type.IsValueType || !type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty))
            problems.Add($"{type.Name} is not a class or record with a constructor without parameters");
        foreach (var field in Chain(type).SelectMany(part => part.GetMembers().OfType<IFieldSymbol>()))
        {
            if (field is { IsStatic: false, DeclaredAccessibility: Accessibility.Public })
                problems.Add($"{type.Name}.{field.Name} is a field: make it a property");
        }

        var members = new List<Member>();
        foreach (var property in Chain(type).SelectMany(part => part.GetMembers().OfType<IPropertySymbol>()))
        {
            if (IsStored(property) && members.TrueForAll(member => member.Property != property.Name)
                && ReadMember(type, property, problems) is { } member)
                members.Add(member);
        }

        var ns = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        var keyword = type.IsRecord ? "record" : "class";
        var needsConstructor = type.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, IsImplicitlyDeclared: true });
        return new Entity(ns, $"{keyword} {type.Name}", type.ToDisplayString(WithoutNullability), needsConstructor, members);
    }

    /// <summary>The type and the types it derives from.</summary>
    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (var part = type; part is not null && part.SpecialType != SpecialType.System_Object; part = part.BaseType)
            yield return part;
    }

    /// <summary>The context stores a public property that it can read and set, unless the property says no.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod: not null }
        && !property.GetAttributes().Any(attribute => attribute.AttributeClass!.Name == "DynamoDBIgnoreAttribute");

    private static Member? ReadMember(INamedTypeSymbol type, IPropertySymbol property, List<string> problems)
    {
        var name = char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        foreach (var attribute in property.GetAttributes().Where(IsOfDataModel))
        {
            var attributeName = attribute.AttributeClass!.Name;
            var hasSettings = attribute.NamedArguments.Any(argument => argument.Key != "AttributeName" && argument.Key != "Order")
                || attribute.ConstructorArguments.Any(argument =>
                    argument.Kind == TypedConstantKind.Type || argument.Type!.SpecialType == SpecialType.System_Boolean);
            if (!Names.Contains(attributeName) || hasSettings)
            {
                problems.Add(
                    $"{type.Name}.{property.Name} has [{attributeName.Replace("Attribute", "")}] with settings that this mapping does not support");
            }

            var isIndex = attributeName.Contains("Index");
            name = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "AttributeName").Value.Value as string
                ?? (isIndex ? null : attribute.ConstructorArguments.FirstOrDefault().Value as string)
                ?? name;
        }

        if (property.SetMethod!.DeclaredAccessibility != Accessibility.Public
            && !SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
            problems.Add($"{type.Name} cannot set {property.ContainingType.Name}.{property.Name}");
        if (ReadShape(property.Type) is { } shape)
            return new Member(property.Name, name, shape);
        problems.Add(
            $"{type.Name}.{property.Name} has the type {property.Type.ToDisplayString()}: use string, int, long, decimal, bool, DateTime, "
            + "a List, a Dictionary by text, or a partial type with [DynamoDBTable]");
        return null;
    }

    private static bool IsOfDataModel(AttributeData attribute) =>
        attribute.AttributeClass!.ToDisplayString().StartsWith(DataModel, StringComparison.Ordinal);

    private static Shape? ReadShape(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return ReadShape(nullable.TypeArguments[0]) is { } value ? value with { CanBeNull = true, IsNullableValue = true } : null;

        var name = type.ToDisplayString(WithoutNullability);
        var shape = type switch
        {
            { SpecialType: SpecialType.System_String } => new Shape.Scalar(name, "Text"),
            { SpecialType: SpecialType.System_Boolean } => new Shape.Scalar(name, "Bool"),
            { SpecialType: SpecialType.System_Int32 } => new Shape.Scalar(name, "Int"),
            { SpecialType: SpecialType.System_Int64 } => new Shape.Scalar(name, "Long"),
            { SpecialType: SpecialType.System_Decimal } => new Shape.Scalar(name, "Decimal"),
            { SpecialType: SpecialType.System_DateTime } => new Shape.Scalar(name, "Time"),
            INamedTypeSymbol { Name: "List" } list when IsCollection(list) =>
                ReadShape(list.TypeArguments[0]) is { } shapeOfItem ? new Shape.List(name, shapeOfItem) : null,
            INamedTypeSymbol { Name: "Dictionary" } map when IsCollection(map) && map.TypeArguments[0].SpecialType == SpecialType.System_String =>
                ReadShape(map.TypeArguments[1]) is { } shapeOfValue ? new Shape.Map(name, shapeOfValue) : null,
            INamedTypeSymbol entity when HasMapping(entity) => new Shape.Nested(name),
            _ => (Shape?)null,
        };
        return shape is null ? null : shape with { CanBeNull = type.IsReferenceType };
    }

    private static bool IsCollection(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    private static bool HasMapping(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass!.ToDisplayString() == TableAttribute)
        && type.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(modifier => modifier.Text == "partial"));
}
