namespace ItemMapper;

/// <summary>A type that is stored as an item or as a map in an item.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Declaration">Such as <c>record Product</c>.</param>
/// <param name="Name">The full name, with <c>global::</c>.</param>
/// <param name="NeedsConstructor">Whether the type declares no constructor, so that the mapping must add the one without parameters.</param>
internal sealed record Entity(string Namespace, string Declaration, string Name, bool NeedsConstructor, IReadOnlyList<Member> Members);

/// <summary>A stored property.</summary>
/// <param name="Attribute">The name of the attribute in DynamoDB.</param>
internal sealed record Member(string Property, string Attribute, Shape Shape);

/// <summary>How a value is stored.</summary>
/// <param name="Type">The C# type, without its nullability.</param>
internal abstract record Shape(string Type)
{
    /// <summary>Whether the value may be null. A null property has no attribute.</summary>
    public bool CanBeNull { get; init; }

    /// <summary>Whether the C# type is a <c>Nullable&lt;T&gt;</c>.</summary>
    public bool IsNullableValue { get; init; }

    /// <summary>A value that one method of <c>ItemValues</c> reads and one writes, both with <paramref name="Method"/> in their names.</summary>
    public sealed record Scalar(string Type, string Method) : Shape(Type);

    public sealed record List(string Type, Shape Item) : Shape(Type);

    public sealed record Map(string Type, Shape Value) : Shape(Type);

    /// <summary>A type with its own generated mapping.</summary>
    public sealed record Nested(string Type) : Shape(Type);
}
