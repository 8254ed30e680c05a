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

    /// <summary>Nothing was written. An item may have failed its condition, and another may have met another transaction.</summary>
    /// <param name="FailedConditions">Of each item, in order, whether its condition did not hold.</param>
    public sealed record Refused(IReadOnlyList<bool> FailedConditions) : Commit;
}

internal static class Transactions
{
    private const string ConditionFailed = "ConditionalCheckFailed";

    /// <summary>
    /// Writes all or nothing. Its token makes it safe to be sent again after a lost answer, as the SDK does: DynamoDB applies it once.
    /// </summary>
    public static async Task<Commit> TryCommit(
        this IAmazonDynamoDB client, IEnumerable<TransactWriteItem> items, CancellationToken cancellation)
    {
        var request = new TransactWriteItemsRequest { TransactItems = [.. items], ClientRequestToken = Guid.NewGuid().ToString() };
        try
        {
            await client.TransactWriteItemsAsync(request, cancellation);
            return new Commit.Done();
        }
        catch (TransactionCanceledException refused) when (refused.CancellationReasons is { Count: > 0 } reasons && reasons.All(IsRace))
        {
            return new Commit.Refused([.. reasons.Select(reason => reason.Code == ConditionFailed)]);
        }
    }

    private static bool IsRace(CancellationReason reason) => reason.Code is null or "None" or ConditionFailed or "TransactionConflict";
}
