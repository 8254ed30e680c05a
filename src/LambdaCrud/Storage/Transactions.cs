using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>The result of a transaction.</summary>
internal abstract record Commit
{
    private Commit()
    {
    }

    public sealed record Done : Commit;

    /// <summary>Nothing was written: the condition of one or more items did not hold.</summary>
    /// <param name="FailedConditions">For each item, in order: whether its condition did not hold.</param>
    public sealed record Refused(IReadOnlyList<bool> FailedConditions) : Commit;
}

/// <summary>The result of a write that may also record a reply.</summary>
public enum Written
{
    Done,

    /// <summary>Nothing was written: the stored data has changed since it was read. Read again and retry.</summary>
    Raced,

    /// <summary>Nothing was written: another attempt has taken over the operation.</summary>
    ClaimLost,
}

internal static class Transactions
{
    private const string ConditionFailed = "ConditionalCheckFailed";

    /// <summary>
    /// Writes all items or none. Each call makes one token. If the transaction is resent after a lost or late answer, DynamoDB reports it
    /// as done if it was done, even after writes of others. The transaction is also resent while another transaction holds an item, until
    /// the function's deadline.
    /// </summary>
    public static async Task<Commit> TryCommit(
        this IAmazonDynamoDB client, IEnumerable<TransactWriteItem> items, Backoff backoff, CancellationToken cancellation)
    {
        var request = new TransactWriteItemsRequest { TransactItems = [.. items], ClientRequestToken = Guid.NewGuid().ToString() };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await client.TransactWriteItemsAsync(request, cancellation);
                return new Commit.Done();
            }
            catch (TransactionCanceledException refused) when (refused.CancellationReasons is { Count: > 0 } reasons && reasons.All(IsRace))
            {
                if (reasons.Exists(reason => reason.Code == ConditionFailed))
                    return new Commit.Refused([.. reasons.Select(reason => reason.Code == ConditionFailed)]);
            }
            catch (TransactionInProgressException)
            {
                // An earlier sending of this transaction is still in progress. A later sending gets its result.
            }

            await backoff.Wait(attempt, cancellation);
        }
    }

    /// <summary>Commits a write together with the record of its reply, if there is one: both or none.</summary>
    /// <param name="answer">Stores the reply in the record of the request's key; null without a key.</param>
    public static async Task<Written> TryWrite(
        this IAmazonDynamoDB client,
        TransactWriteItem? answer,
        IEnumerable<TransactWriteItem> items,
        Backoff backoff,
        CancellationToken cancellation) =>
        await client.TryCommit(answer is null ? items : items.Prepend(answer), backoff, cancellation) switch
        {
            Commit.Done => Written.Done,
            Commit.Refused { FailedConditions: [true, ..] } when answer is not null => Written.ClaimLost,
            _ => Written.Raced,
        };

    private static bool IsRace(CancellationReason reason) => reason.Code is null or "None" or ConditionFailed or "TransactionConflict";
}
