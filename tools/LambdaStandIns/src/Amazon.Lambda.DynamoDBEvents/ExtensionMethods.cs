using System.Text;
using System.Text.Json;
using static Amazon.Lambda.DynamoDBEvents.DynamoDBEvent;

namespace Amazon.Lambda.DynamoDBEvents;

/// <summary>Converts items to plain JSON, without the types of their attributes.</summary>
public static class ExtensionMethods
{
    /// <summary>Writes numbers unchanged, binary values as base64 text, and sets as arrays. Null gives "{}".</summary>
    public static string ToJson(this Dictionary<string, AttributeValue> item) => Write(item, indented: false);

    /// <inheritdoc cref="ToJson"/>
    public static string ToJsonPretty(this Dictionary<string, AttributeValue> item) => Write(item, indented: true);

    private static string Write(Dictionary<string, AttributeValue> item, bool indented)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented }))
        {
            WriteObject(json, item ?? []);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteObject(Utf8JsonWriter json, Dictionary<string, AttributeValue> attributes)
    {
        json.WriteStartObject();
        foreach (var (name, value) in attributes)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, List<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        values.ForEach(value => write(json, value));
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, AttributeValue value)
    {
        switch (value)
        {
            case { S: { } text }:
                json.WriteStringValue(text);
                break;
            case { N: { } number }:
                WriteNumber(json, number);
                break;
            case { B: { } bytes }:
                WriteBytes(json, bytes);
                break;
            case { BOOL: { } flag }:
                json.WriteBooleanValue(flag);
                break;
            case { NULL: not null }:
                json.WriteNullValue();
                break;
            case { M: { } map }:
                WriteObject(json, map);
                break;
            case { L: { } list }:
                WriteArray(json, list, WriteValue);
                break;
            case { SS: { } texts }:
                WriteArray(json, texts, static (json, text) => json.WriteStringValue(text));
                break;
            case { NS: { } numbers }:
                WriteArray(json, numbers, WriteNumber);
                break;
            case { BS: { } binaries }:
                WriteArray(json, binaries, WriteBytes);
                break;
            case null:
                throw new ArgumentNullException(nameof(value));
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string number) => json.WriteRawValue(number);

    private static void WriteBytes(Utf8JsonWriter json, MemoryStream bytes) => json.WriteBase64StringValue(bytes.ToArray());
}
