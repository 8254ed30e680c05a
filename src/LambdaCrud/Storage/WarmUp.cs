using Amazon.DynamoDBv2;

namespace LambdaCrud.Storage;

/// <summary>
/// The first call of DynamoDB in an environment is slow: the code of the SDK is compiled, and a connection is opened. The warm-up makes a
/// first call while the environment starts, when Lambda gives it more processor time.
/// </summary>
internal static class WarmUp
{
    /// <summary>The partition key and the sort key of the item that is read. No such item exists.</summary>
    public const string Key = "WARM-UP";

    /// <summary>A start that waits longer than this would be slower than without a warm-up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <returns>The failure, or null. A start must not fail because DynamoDB is not available.</returns>
    public static async Task<Exception?> RunAsync(IAmazonDynamoDB client, string tableName)
    {
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await client.GetItemAsync(new() { TableName = tableName, Key = Attributes.Key(Key, Key) }, limit.Token);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
