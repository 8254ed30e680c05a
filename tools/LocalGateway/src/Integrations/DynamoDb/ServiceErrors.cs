using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// Errors in the service's form. DynamoDB Local writes <c>Message</c> in all of them. The service writes <c>message</c>, except in the
/// errors of its web framework (<c>com.amazon.coral.service</c>).
/// </summary>
internal static class ServiceErrors
{
    private const string Framework = "com.amazon.coral.service#";

    /// <param name="name"><c>AccessDeniedException</c>, …</param>
    /// <param name="message">Null if the service sends none.</param>
    public static byte[] OfFramework(string name, string? message)
    {
        var error = new JsonObject { ["__type"] = Framework + name };
        if (message is not null)
            error["Message"] = message;
        return JsonSerializer.SerializeToUtf8Bytes(error, JsonSerializerOptions.Web);
    }

    /// <summary>The body of an error from DynamoDB Local as the service would send it. Other bodies stay as they are.</summary>
    public static ReadOnlyMemory<byte> Translate(ReadOnlyMemory<byte> body)
    {
        if (Read(body) is not { } error
            || error["__type"] is not JsonValue name
            || !name.TryGetValue(out string? type)
            || type.StartsWith(Framework, StringComparison.Ordinal)
            || error["Message"] is not JsonValue message)
            return body;
        error.Remove("Message");
        error["message"] = type.EndsWith("#ResourceNotFoundException", StringComparison.Ordinal)
            ? "Requested resource not found"
            : message.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(error, JsonSerializerOptions.Web);
    }

    /// <summary><c>ResourceNotFoundException: Requested resource not found</c>; null if the body is no error.</summary>
    public static string? Describe(ReadOnlyMemory<byte> body) =>
        Read(body) is { } error && (error["__type"] as JsonValue)?.ToString() is { } type
            ? $"{type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..]}: {error["message"] ?? error["Message"]}"
            : null;

    private static JsonObject? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
