using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalHost.DynamoDbLocal;

/// <summary>One call of each kind that a start and the first requests make, so that the archive of classes contains what they load.</summary>
internal static class Rehearsal
{
    private const string Table = "Rehearsal";
    private const string Index = "ByGroup";

    private static AttributeValue One => new() { N = "1" };

    private static Dictionary<string, AttributeValue> Item => new() { ["pk"] = new("a"), ["sk"] = new("b"), ["group"] = new("c"), ["count"] = One };

    private static Dictionary<string, AttributeValue> Key => new() { ["pk"] = new("a"), ["sk"] = new("b") };

    public static async Task RunAsync(IAmazonDynamoDB client, CancellationToken cancellationToken)
    {
        await client.ListTablesAsync(cancellationToken);
        await client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = Table,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("pk", "S"), new("sk", "S"), new("group", "S")],
                KeySchema = [new("pk", "HASH"), new("sk", "RANGE")],
                GlobalSecondaryIndexes =
                [
                    new() { IndexName = Index, KeySchema = [new("group", "HASH"), new("sk", "RANGE")], Projection = new() { ProjectionType = "ALL" } },
                ],
            },
            cancellationToken);
        await client.PutItemAsync(
            new PutItemRequest(Table, Item) { ConditionExpression = "attribute_not_exists(pk)" }, cancellationToken);
        await client.TransactWriteItemsAsync(
            new TransactWriteItemsRequest { TransactItems = [new() { Update = Increment() }] }, cancellationToken);
        await client.QueryAsync(
            new QueryRequest(Table)
            {
                IndexName = Index,
                KeyConditionExpression = "#group = :group AND begins_with(sk, :start)",
                ExpressionAttributeNames = new() { ["#group"] = "group" },
                ExpressionAttributeValues = new() { [":group"] = new("c"), [":start"] = new("b") },
                Limit = 1,
            },
            cancellationToken);
        await client.ScanAsync(new ScanRequest(Table) { Limit = 1, Select = Select.COUNT }, cancellationToken);
    }

    private static Update Increment() => new()
    {
        TableName = Table,
        Key = Key,
        UpdateExpression = "SET #count = #count + :one",
        ConditionExpression = "#count >= :one",
        ExpressionAttributeNames = new() { ["#count"] = "count" },
        ExpressionAttributeValues = new() { [":one"] = One },
    };
}
