using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Writes a time as ISO 8601 text, and reads it from such text or from a number of seconds or milliseconds since 1970.</summary>
public class DateTimeConverter : JsonConverter<DateTime>
{
    // This is 6968-12-31 in seconds and 1974-12-31 in milliseconds. Events contain neither.
    private const double LargestSeconds = 157_753_180_800;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String when reader.TryGetDateTime(out var time) => time,
        JsonTokenType.Number when reader.TryGetDouble(out var number) => number > LargestSeconds
            ? DateTime.UnixEpoch.AddMilliseconds(number)
            : DateTime.UnixEpoch.AddSeconds(number),
        _ => throw new JsonSerializerException($"Unknown data type for DateTime: {reader.TokenType}"),
    };

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
