namespace LambdaCrud.IntegrationTests.Direct;

/// <summary>The API over a DynamoDB that has one product and no favorites. A request without a table name gets an error.</summary>
public sealed class RecordedStorefront : IAsyncLifetime
{
    private const string Product = """
        {"Item": {
          "id": {"S": "0193a1b2-0000-7000-8000-000000000001"}, "name": {"S": "Cup"}, "category": {"S": "kitchen"},
          "priceAmount": {"N": "1250"}, "priceCurrency": {"S": "EUR"}, "stock": {"N": "7"}, "tags": {"L": []},
          "createdAt": {"S": "2026-11-22T14:29:00.123Z"}, "updatedAt": {"S": "2026-11-23T08:00:00.000Z"}, "version": {"N": "3"}
        }}
        """;

    internal DynamoDbDouble DynamoDb { get; private set; } = null!;

    internal StorefrontOver Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        DynamoDb = await DynamoDbDouble.StartAsync(call => call.Json.Count == 0
            ? DynamoDbReply.Error(400, "ValidationException")
            : DynamoDbReply.Ok(call.Action switch
            {
                "GetItem" => Product,
                "Query" => """{"Count":0,"Items":[],"ScannedCount":0}""",
                _ => "{}",
            }));
        Api = await StorefrontOver.StartAsync(DynamoDb.Endpoint);
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await DynamoDb.DisposeAsync();
    }
}
