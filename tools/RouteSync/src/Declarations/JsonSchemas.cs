using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RouteSync.Declarations;

/// <summary>
/// The JSON Schemas of the API's shapes. The serializer's own contract gives names, order, types and required members. The attributes of
/// the properties give the rules (a property <c>Schema</c> with keywords of JSON Schema, <c>EachItem</c>, and for rules that a stored value may
/// break <c>MayBeStored</c> and <c>Detail</c>), and the doc comments give descriptions and examples.
/// </summary>
internal sealed class JsonSchemas(JsonSerializerOptions options, DocComments docs)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Whether the API leaves out members without a value.</summary>
    public bool OmitsNulls => options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;

    /// <summary>The schema of a shape, with all parts inline. Its order and text are always the same.</summary>
    public JsonObject SchemaOf(Type type) => SchemaOf(type, reference: null);

    /// <summary>The schema of a shape.</summary>
    /// <param name="reference">
    /// Makes the schema that stands for an object inside the shape. Its second argument is whether the object is an item of an array. Null
    /// leaves all objects inline.
    /// </param>
    public JsonObject SchemaOf(Type type, Func<Type, bool, JsonObject>? reference)
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node, reference),
        };
        return options.GetJsonSchemaAsNode(type, exporter).AsObject();
    }

    /// <summary>Whether the shape is a JSON object with members of its own.</summary>
    public bool IsObject(Type type) => options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object;

    /// <summary>The doc comment of a shape.</summary>
    public string? DescriptionOf(Type type) => docs.Of(type);

    /// <summary>The members of a shape, in the order in which the serializer writes them. It leaves out a nullable member that is null.</summary>
    public IReadOnlyList<ShapeMember> MembersOf(Type type) =>
        [.. options.GetTypeInfo(type).Properties.Select(member => new ShapeMember(member.Name, member.PropertyType, IsNullable(member)))];

    private static bool IsNullable(JsonPropertyInfo member) => member.AttributeProvider is PropertyInfo property
        ? new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable
        : member.IsGetNullable;

    /// <summary>The name of a shape in the contract: <c>ProductPage</c> for a page of products.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}List";
        if (!type.IsGenericType)
            return type.Name;
        var arguments = string.Concat(
            type.GetGenericArguments().Select(argument => NameOf(argument).Replace("Response", "", StringComparison.Ordinal)));
        return arguments + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
    }

    private JsonNode Describe(JsonSchemaExporterContext context, JsonNode node, Func<Type, bool, JsonObject>? reference)
    {
        if (node is not JsonObject schema)
            return node;
        if (reference is not null && context.Path.Length > 0 && context.TypeInfo.Kind == JsonTypeInfoKind.Object)
            schema = Referenced(schema, reference(context.TypeInfo.Type, context.Path[^1] == "items"));
        // Code generators choose their number type by the format. The models of API Gateway need none.
        if (reference is not null && FormatOf(context.TypeInfo.Type) is { } format)
            schema["format"] = format;
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property)
        {
            foreach (var (target, keyword, value) in KeywordsOf(property, schema))
                target[keyword] = value;
            if (DescriptionOf(property) is { Length: > 0 } description)
                schema["description"] = description;
            if (docs.ExampleOf(property) is { Length: > 0 } example)
                schema["examples"] = new JsonArray(Parse(example, context.TypeInfo.Type));
        }
        else if (context.Path.Length == 0 && docs.Of(context.TypeInfo.Type) is { Length: > 0 } summary)
        {
            schema["description"] = summary;
        }

        return schema;
    }

    // A client may send back a stored value that breaks a rule. So the rule is not a part of the schema.
    private string DescriptionOf(PropertyInfo property) => string.Join(' ', property.GetCustomAttributes(inherit: true)
        .Where(MayBeStored)
        .Select(rule => $"{((string)rule.GetType().GetProperty("Detail", Any)!.GetValue(rule)!).TrimEnd('.')}, or the stored value.")
        .Prepend(docs.Of(property) ?? "")).Trim();

    private static bool MayBeStored(object attribute) => attribute.GetType().GetProperty("MayBeStored", Any)?.GetValue(attribute) is true;

    private static string? FormatOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Int32 => "int32",
        TypeCode.Int64 => "int64",
        _ => null,
    };

    private static JsonObject Referenced(JsonObject schema, JsonObject reference) =>
        schema["type"] is JsonArray types && types.Any(type => (string?)type == "null")
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;

    private static IEnumerable<(JsonObject Target, string Keyword, JsonNode? Value)> KeywordsOf(PropertyInfo property, JsonObject schema)
    {
        foreach (var attribute in property.GetCustomAttributes(inherit: true).Where(attribute => !MayBeStored(attribute)))
        {
            if (attribute.GetType().GetProperty("Schema", Any)?.GetValue(attribute) is not IReadOnlyDictionary<string, object> keywords)
                continue;
            var eachItem = attribute.GetType().GetProperty("EachItem", Any)?.GetValue(attribute) is true;
            var target = eachItem ? schema["items"]!.AsObject() : schema;
            foreach (var (keyword, value) in keywords)
                yield return (target, keyword, ToNode(value));
        }
    }

    /// <summary>A value of a keyword as JSON.</summary>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        IReadOnlyDictionary<string, object> map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, ToNode(entry.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object>().Select(ToNode)]),
        _ => throw new RouteSyncException($"A schema has a value of the type {value.GetType().Name}, which has no form in JSON."),
    };

    // Texts are examples as they are. Everything else is JSON.
    private static JsonNode? Parse(string example, Type type) =>
        type == typeof(string) ? example : JsonNode.Parse(example);
}

/// <param name="Name">The name in JSON.</param>
internal sealed record ShapeMember(string Name, Type Type, bool IsNullable);
