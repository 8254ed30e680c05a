using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>One write of a transaction, with its condition. A store builds it; <see cref="Transactions"/> makes it.</summary>
internal sealed record ConditionalWrite(TransactWriteItem Item)
{
    /// <summary>Whether the transaction leaves this write out if its condition does not hold.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>Makes several writes together: all or none.</summary>
internal sealed class Transactions(IAmazonDynamoDB client, Backoff backoff)
{
    private const string ConditionFailed = "ConditionalCheckFailed";

    /// <summary>
    /// Makes all writes or none. If a transaction is resent after a lost or late answer, DynamoDB reports it as done if it was done, even
    /// after writes of others. A transaction is also resent while another one holds an item, until the function's deadline.
    /// </summary>
    /// <returns>Null after success. Otherwise nothing is written, and this is the first write whose condition did not hold.</returns>
    public async Task<ConditionalWrite?> CommitAsync(IReadOnlyList<ConditionalWrite> writes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var refused = await TryCommitAsync(writes, cancellationToken);
            if (refused.FirstOrDefault(write => !write.IsOptional) is { } required)
                return required;
            if (refused.Count == 0)
                return null;
            writes = [.. writes.Except(refused)];
        }
    }

    /// <returns>The writes whose conditions did not hold; none if the transaction is done.</returns>
    private async Task<IReadOnlyList<ConditionalWrite>> TryCommitAsync(
        IReadOnlyList<ConditionalWrite> writes, CancellationToken cancellationToken)
    {
        var request = new TransactWriteItemsRequest
        {
            TransactItems = [.. writes.Select(write => write.Item)],
            ClientRequestToken = Guid.NewGuid().ToString(),
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await client.TransactWriteItemsAsync(request, cancellationToken);
                return [];
            }
            catch (TransactionCanceledException refused) when (refused.CancellationReasons is { Count: > 0 } reasons && reasons.All(IsRace))
            {
                if (reasons.Exists(reason => reason.Code == ConditionFailed))
                    return [.. writes.Where((_, index) => reasons[index].Code == ConditionFailed)];
            }
            catch (TransactionInProgressException)
            {
                // An earlier sending of this transaction is still in progress. A later sending gets its result.
            }

            await backoff.WaitAsync(attempt, cancellationToken);
        }
    }

    private static bool IsRace(CancellationReason reason) => reason.Code is null or "None" or ConditionFailed or "TransactionConflict";
}
