using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Converts string constants of the AWS SDK: the S3 event type, and the DynamoDB operation and stream view types.</summary>
public class ConstantClassConverter : JsonConverter<object>
{
    private static readonly HashSet<string> ConstantClasses =
        ["Amazon.S3.EventType", "Amazon.DynamoDBv2.OperationType", "Amazon.DynamoDBv2.StreamViewType"];

    public override bool CanConvert(Type typeToConvert) => ConstantClasses.Contains(typeToConvert.FullName);

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Activator.CreateInstance(typeToConvert, reader.GetString());

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
