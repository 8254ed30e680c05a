using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using LocalGateway.Integrations.Http;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// Asks DynamoDB for the consumed capacity of a call, for its record, and takes it out of the answer again. So templates and clients get the
/// same bytes as without a record.
/// </summary>
internal static class CapacityReport
{
    private const string Member = "ReturnConsumedCapacity";

    private static readonly FrozenSet<string> Actions = FrozenSet.ToFrozenSet(
    [
        "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchGetItem", "BatchWriteItem", "TransactGetItems", "TransactWriteItems",
    ]);

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    private static readonly JsonReaderOptions DeepJson = new() { MaxDepth = 256 };

    /// <param name="action"><c>GetItem</c>, …</param>
    /// <param name="request">A JSON object.</param>
    /// <returns>The request with the question; null if it has the question itself, or the action does not know it.</returns>
    public static byte[]? Ask(string action, ReadOnlySpan<byte> request)
    {
        if (!Actions.Contains(action))
            return null;
        var reader = new Utf8JsonReader(request, DeepJson);
        reader.Read();
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Member))
                return null;
            isEmpty = false;
            reader.Skip();
        }

        var end = (int)reader.TokenStartIndex;
        return [.. request[..end], .. isEmpty ? ""u8 : ","u8, .. "\"ReturnConsumedCapacity\":\"TOTAL\""u8, .. request[end..]];
    }

    /// <summary>The units that the answer reports; null if it reports none.</summary>
    public static double? Units(ReadOnlyMemory<byte> answer) => Find(answer) is var (_, _, capacity) ? capacity : null;

    /// <summary>The answer as it is without the question, and the units that it reported.</summary>
    public static (BackendReply Reply, double? Units) Take(BackendReply reply)
    {
        if (Find(reply.Body) is not var (start, end, units))
            return (reply, null);
        byte[] body = [.. reply.Body.Span[..start], .. reply.Body.Span[end..]];
        if (reply.Headers.Contains("Content-Length"))
            reply.Headers.Set("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture));
        if (reply.Headers.Contains("x-amz-crc32"))
            reply.Headers.Set("x-amz-crc32", Checksum(body).ToString(CultureInfo.InvariantCulture));
        return (reply with { Body = body }, units);
    }

    /// <summary>Where the member is, with the comma that separates it from another member.</summary>
    private static (int Start, int End, double Units)? Find(ReadOnlyMemory<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer.Span, DeepJson);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            var endBefore = -1;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var start = (int)reader.TokenStartIndex;
                var isCapacity = reader.ValueTextEquals("ConsumedCapacity");
                reader.Read();
                var value = (int)reader.TokenStartIndex;
                reader.Skip();
                var end = (int)reader.BytesConsumed;
                if (!isCapacity)
                {
                    endBefore = end;
                    continue;
                }

                var units = Sum(answer[value..end]);
                if (endBefore >= 0)
                    return (endBefore, end, units);
                reader.Read();
                return (start, reader.TokenType == JsonTokenType.PropertyName ? (int)reader.TokenStartIndex : end, units);
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Batches and transactions report each table.
    private static double Sum(ReadOnlyMemory<byte> capacity)
    {
        using var document = JsonDocument.Parse(capacity);
        return document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().Sum(UnitsOf) : UnitsOf(document.RootElement);

        static double UnitsOf(JsonElement table) =>
            table.Member("CapacityUnits") is { ValueKind: JsonValueKind.Number } units ? units.GetDouble() : 0;
    }

    // CRC-32 as in zlib: the header protects the body, and the body has changed.
    private static uint Checksum(ReadOnlySpan<byte> body)
    {
        var checksum = uint.MaxValue;
        foreach (var next in body)
            checksum = (checksum >> 8) ^ Remainders[(byte)(checksum ^ next)];
        return ~checksum;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ (0xEDB88320 & (0 - (value & 1)));
        return value;
    }
}
