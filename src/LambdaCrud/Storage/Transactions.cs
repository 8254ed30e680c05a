using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>What became of a transaction.</summary>
internal abstract record Commit
{
    private Commit()
    {
    }

    public sealed record Done : Commit;

    /// <summary>Nothing was written: the condition of an item, or of several, did not hold.</summary>
    /// <param name="FailedConditions">Of each item, in order, whether its condition did not hold.</param>
    public sealed record Refused(IReadOnlyList<bool> FailedConditions) : Commit;
}

/// <summary>What became of a write that takes a reply along.</summary>
public enum Written
{
    Done,

    /// <summary>Nothing was written: what is stored has changed since it was read. Decide anew.</summary>
    Raced,

    /// <summary>Nothing was written: another attempt has taken the operation over.</summary>
    ClaimLost,
}

internal static class Transactions
{
    private const string ConditionFailed = "ConditionalCheckFailed";

    /// <summary>
    /// Writes all or nothing. The token is made once per decision, so a transaction that is sent again after a lost or late answer is
    /// answered as done when it was done, whoever has written in between. It is sent again, too, while another transaction holds an item,
    /// until the function's time is up.
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
                // An earlier sending of this transaction is still at work; a later one is told what came of it.
            }

            await backoff.Wait(attempt, cancellation);
        }
    }

    /// <summary>Commits a write and, when there is one, the record of its reply: both or none.</summary>
    /// <param name="answer">Puts the reply into the record of the request's key; null without a key.</param>
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
