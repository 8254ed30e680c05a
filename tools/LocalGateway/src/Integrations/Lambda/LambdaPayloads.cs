using System.Text.Json;

namespace LocalGateway.Integrations.Lambda;

/// <summary>The events that Lambda accepts, and the errors that it reports.</summary>
internal static class LambdaPayloads
{
    /// <summary>The event for a mapped payload: an empty object if the payload is empty, null if it is not JSON.</summary>
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
