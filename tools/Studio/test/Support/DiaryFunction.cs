using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Studio.Tests.Support;

/// <summary>The function of the diary's template. It answers with the number of an owner's pages.</summary>
public sealed class DiaryFunction : IDisposable
{
    private readonly AmazonDynamoDBClient _client = new();

    private readonly string _table = Environment.GetEnvironmentVariable("TABLE")!;

    public async Task<Stream> ReadAsync(Stream input)
    {
        using var request = JsonDocument.Parse(input);
        var owner = request.RootElement.GetProperty("pathParameters").GetProperty("owner").GetString();
        var found = await _client.QueryAsync(new QueryRequest
        {
            TableName = _table,
            KeyConditionExpression = "#owner = :owner",
            ExpressionAttributeNames = new() { ["#owner"] = "owner" },
            ExpressionAttributeValues = new() { [":owner"] = new(owner) },
        });
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { statusCode = 200, body = $"{found.Count}" }));
    }

    public void Dispose() => _client.Dispose();
}
