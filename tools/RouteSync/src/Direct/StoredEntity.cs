using System.Reflection;
using System.Text.Json;

namespace RouteSync.Direct;

/// <summary>The kinds of stored values that a mapping template can read or write.</summary>
internal enum StoredKind
{
    /// <summary>The template cannot read or write it.</summary>
    Other,
    Text,
    Time,
    WholeNumber,
    Flag,
    TextList,
}

/// <summary>An attribute of an item in the table.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Property">The property of the entity.</param>
internal sealed record StoredAttribute(string Name, PropertyInfo Property)
{
    public Type Type => Property.PropertyType;

    public StoredKind Kind => KindOf(Type);

    public bool IsNullable => new NullabilityInfoContext().Create(Property).ReadState == NullabilityState.Nullable;

    /// <summary>DynamoDB's word for the type.</summary>
    public string Tag => Kind switch
    {
        StoredKind.WholeNumber => "N",
        StoredKind.Flag => "BOOL",
        StoredKind.TextList => "L",
        _ => "S",
    };

    public static StoredKind KindOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
            return StoredKind.Text;
        if (plain.IsEnum)
            return StoredKind.Other;
        if (typeof(IEnumerable<string>).IsAssignableFrom(plain) && !typeof(ISet<string>).IsAssignableFrom(plain))
            return StoredKind.TextList;
        return Type.GetTypeCode(plain) switch
        {
            TypeCode.DateTime => StoredKind.Time,
            TypeCode.Boolean => StoredKind.Flag,
            >= TypeCode.SByte and <= TypeCode.UInt64 => StoredKind.WholeNumber,
            _ => StoredKind.Other,
        };
    }
}

/// <summary>
/// The attributes that the items of an entity have, by the rules of DynamoDB's object mapping. RouteSync knows the mapping's attributes by
/// their names. Without <c>[DynamoDBTable]</c>, an attribute has the name of its property in camelCase.
/// </summary>
internal sealed class StoredEntity(Type type)
{
    private const string TableAttribute = "DynamoDBTableAttribute";

    public string Name => type.Name;

    /// <summary>In the order of the declaration, without the key.</summary>
    public IReadOnlyList<StoredAttribute> Attributes =>
    [
        .. type.GetProperties().Where(IsStored).Where(property => !IsKey(property))
            .Select(property => new StoredAttribute(NameOf(property), property)),
    ];

    /// <summary>The attribute with a name, in any case of its letters.</summary>
    public StoredAttribute? Find(string name) =>
        Attributes.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The attribute of a property.</summary>
    public StoredAttribute? OfProperty(string name) => Attributes.FirstOrDefault(attribute => attribute.Property.Name == name);

    private static bool IsStored(PropertyInfo property) =>
        property is { CanRead: true, CanWrite: true } && !Marks(property).Any(mark => mark.AttributeType.Name == "DynamoDBIgnoreAttribute");

    // The attributes of the keys of indexes have longer names.
    private static bool IsKey(PropertyInfo property) =>
        Marks(property).Any(mark => mark.AttributeType.Name is "DynamoDBHashKeyAttribute" or "DynamoDBRangeKeyAttribute");

    private string NameOf(PropertyInfo property) =>
        Marks(property).Where(mark => mark.AttributeType.Name is "DynamoDBPropertyAttribute" or "DynamoDBVersionAttribute")
            .SelectMany(mark => mark.ConstructorArguments).Select(argument => argument.Value).OfType<string>().FirstOrDefault()
        ?? (UsesCamelCase ? JsonNamingPolicy.CamelCase.ConvertName(property.Name) : property.Name);

    private bool UsesCamelCase =>
        type.GetCustomAttributesData().FirstOrDefault(mark => mark.AttributeType.Name == TableAttribute) is not { } table
        || table.ConstructorArguments.Any(argument =>
            argument.ArgumentType.IsEnum && Enum.GetName(argument.ArgumentType, argument.Value!) == "CamelCase");

    private static IList<CustomAttributeData> Marks(PropertyInfo property) => property.GetCustomAttributesData();
}
