using System.Text.Json;
using LocalGateway.Requests;

namespace LocalGateway.Functions.Traffic;

/// <summary>A call of DynamoDB by a function in this process.</summary>
/// <param name="Operation"><c>GetItem</c>, …</param>
/// <param name="Request">The beginning of the request's body.</param>
/// <param name="Status">Null if there is no reply.</param>
/// <param name="Reply">The beginning of the reply's body, as far as the function has read it.</param>
/// <param name="Latency">The time until the reply began, or until the call failed.</param>
internal sealed record DynamoDbCall(string Operation, TracedBytes Request, int? Status, TracedBytes Reply, TimeSpan Latency)
{
    public int Size => Request.Kept.Length + Reply.Kept.Length;

    /// <summary>The tables that the kept part of the request names.</summary>
    public IReadOnlyList<string> Tables()
    {
        var tables = new List<string>();
        var reader = new Utf8JsonReader(Request.Kept.Span, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = 256 }));
        try
        {
            var isInBatch = false;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    isInBatch = reader.ValueTextEquals("RequestItems");
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && isInBatch)
                    tables.Add(reader.GetString()!);
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("TableName") && reader.Read() && reader.TokenType == JsonTokenType.String)
                    tables.Add(reader.GetString()!);
            }
        }
        catch (JsonException)
        {
            // The function sent something else. The names before it count.
        }

        return [.. tables.Distinct()];
    }
}
