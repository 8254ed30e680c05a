using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>Reads or writes many items of the table in few calls. Items that DynamoDB leaves unprocessed are requested again.</summary>
internal sealed class Batches(IAmazonDynamoDB client, string tableName, Backoff backoff)
{
    private const int MaxWrites = 25;
    private const int MaxAttempts = 8;

    /// <summary>Reads up to 100 items, with consistent reads. Missing items are left out. DynamoDB decides the order.</summary>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> GetAsync(
        IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        var left = new KeysAndAttributes { Keys = [.. keys], ConsistentRead = true };
        for (var attempt = 1; ; attempt++)
        {
            var request = new BatchGetItemRequest { RequestItems = new() { [tableName] = left } };
            var response = await client.BatchGetItemAsync(request, cancellationToken);
            found.AddRange(response.Responses?.GetValueOrDefault(tableName) ?? []);
            if (response.UnprocessedKeys?.GetValueOrDefault(tableName) is not { Keys.Count: > 0 } unprocessed)
                return found;
            left = unprocessed;
            await backoff.WaitAsync(attempt, cancellationToken);
        }
    }

    /// <summary>
    /// Writes whole items, and overwrites existing ones. If DynamoDB has no capacity for an item, or does not answer in time, the other
    /// items are still written.
    /// </summary>
    /// <returns>The items that are not known to be written.</returns>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> PutAsync(
        IReadOnlyList<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken)
    {
        var chunks = items.Chunk(MaxWrites).Select(chunk => PutChunkAsync(chunk, cancellationToken));
        return [.. (await Task.WhenAll(chunks)).SelectMany(left => left)];
    }

    private async Task<List<Dictionary<string, AttributeValue>>> PutChunkAsync(
        Dictionary<string, AttributeValue>[] items, CancellationToken cancellationToken)
    {
        var left = items.ToList();
        for (var attempt = 1; attempt <= MaxAttempts && left.Count > 0; attempt++)
        {
            try
            {
                if (attempt > 1)
                    await backoff.WaitAsync(attempt - 1, cancellationToken);
                var puts = left.ConvertAll(item => new WriteRequest(new PutRequest(item)));
                var request = new BatchWriteItemRequest { RequestItems = new() { [tableName] = puts } };
                var response = await client.BatchWriteItemAsync(request, cancellationToken);
                var unprocessed = response.UnprocessedItems?.GetValueOrDefault(tableName) ?? [];
                left.RemoveAll(item => !unprocessed.Exists(write => HasKeyOf(item, write.PutRequest.Item)));
            }
            catch (Exception failure) when (
                DynamoDb.IsUnavailable(failure) || (failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                break;    // The SDK has already retried this call, or the deadline has passed. The remaining items count as not written.
            }
        }

        return left;
    }

    private static bool HasKeyOf(Dictionary<string, AttributeValue> item, Dictionary<string, AttributeValue> other) =>
        item["pk"].S == other["pk"].S && item["sk"].S == other["sk"].S;
}
