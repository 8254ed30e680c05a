using System.Text.Json;

namespace LocalGateway.Integrations.Lambda;

/// <summary>What Lambda takes as an event, and what it reports as an error.</summary>
internal static class LambdaPayloads
{
    /// <summary>The event of a mapped payload; an empty one is an empty object. Null for what is no JSON.</summary>
    public static ReadOnlyMemory<byte>? EventOf(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return "{}"u8.ToArray();
        var json = new Utf8JsonReader(payload.Span);
        try
        {
            while (json.Read())
            {
            }

            return payload;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static byte[] Error(string type, string message, IReadOnlyList<string>? stackTrace)
    {
        var error = new Dictionary<string, object> { ["errorType"] = type, ["errorMessage"] = message };
        if (stackTrace is not null)
            error["stackTrace"] = stackTrace;
        return JsonSerializer.SerializeToUtf8Bytes(error);
    }
}
