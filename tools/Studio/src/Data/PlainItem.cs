using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Studio.Data;

/// <summary>
/// An item as plain JSON: <c>{"price": 12.50, "tags": ["new"]}</c>. Plain JSON does not tell a set from a list, or binary data from a text. On
/// the way back such a value keeps the type that it had at its place in the item.
/// </summary>
internal static partial class PlainItem
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An attribute that appears twice is a mistake.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    public static string Write(JsonObject item)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
            WriteMembers(writer, item);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <param name="text">A JSON object.</param>
    /// <param name="before">The item with the types; null for a new item.</param>
    /// <exception cref="JsonException">The text is not an object of JSON, or a value does not fit.</exception>
    public static JsonObject Read(string text, JsonObject? before)
    {
        using var document = JsonDocument.Parse(text, Strict);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Members(document.RootElement, before)
            : throw new JsonException("The item must be a JSON object.");
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonObject members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonNode? value)
    {
        var (type, content) = Typed(value);
        switch (type, content)
        {
            // A number of JSON has no limit of digits.
            case ("N", JsonValue number) when Number().IsMatch(number.ToString()):
                writer.WriteRawValue(number.ToString());
                break;
            case ("BOOL", JsonValue flag) when flag.TryGetValue(out bool isTrue):
                writer.WriteBooleanValue(isTrue);
                break;
            case ("NULL", _):
                writer.WriteNullValue();
                break;
            case ("M", JsonObject map):
                WriteMembers(writer, map);
                break;
            case ("L" or "SS" or "NS" or "BS", JsonArray list):
                writer.WriteStartArray();
                foreach (var element in list)
                    WriteValue(writer, type == "L" ? element : new JsonObject { [type[..1]] = element?.DeepClone() });
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(content?.ToString());
                break;
        }
    }

    private static JsonObject Members(JsonElement value, JsonObject? before) => new(value.EnumerateObject().Select(member =>
        KeyValuePair.Create(member.Name, (JsonNode?)Value(member.Value, before?[member.Name], member.Name))));

    private static JsonObject Value(JsonElement value, JsonNode? before, string place)
    {
        var (type, content) = Typed(before);
        return value.ValueKind switch
        {
            JsonValueKind.String => new() { [type == "B" ? "B" : "S"] = value.GetString() },
            JsonValueKind.Number => new() { ["N"] = value.GetRawText() },
            JsonValueKind.True or JsonValueKind.False => new() { ["BOOL"] = value.GetBoolean() },
            JsonValueKind.Null => new() { ["NULL"] = true },
            JsonValueKind.Object => new() { ["M"] = Members(value, content as JsonObject) },
            _ => type is "SS" or "NS" or "BS"
                ? new() { [type] = Set(value, type, place) }
                : new() { ["L"] = new JsonArray([.. value.EnumerateArray().Select((element, index) => Value(element, Element(content, index), place))]) },
        };
    }

    private static JsonNode? Element(JsonNode? list, int index) => list is JsonArray array && index < array.Count ? array[index] : null;

    private static JsonArray Set(JsonElement value, string type, string place)
    {
        var kind = type == "NS" ? JsonValueKind.Number : JsonValueKind.String;
        var elements = value.EnumerateArray().ToList();
        if (elements.Count == 0)
            throw new JsonException($"{place} is a set, and a set cannot be empty. Remove the attribute instead.");
        return elements.TrueForAll(element => element.ValueKind == kind)
            ? new([.. elements.Select(element => (JsonNode)(type == "NS" ? element.GetRawText() : element.GetString()!))])
            : throw new JsonException($"{place} is a set of {(type == "NS" ? "numbers" : "texts")}. Use DynamoDB JSON to change its type.");
    }

    [GeneratedRegex(@"\A-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\z", RegexOptions.ECMAScript)]
    private static partial Regex Number();

    private static (string Type, JsonNode? Content) Typed(JsonNode? value) =>
        value is JsonObject { Count: 1 } typed && typed.Single() is var (type, content) ? (type, content) : ("", null);
}
