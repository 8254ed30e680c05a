using LambdaCrud.Http;
using LambdaCrud.Storage;

namespace LambdaCrud.Idempotency;

/// <summary>One attempt at a request that writes. With an Idempotency-Key, its effect and its reply are recorded together.</summary>
/// <param name="operation">The operation of the key; null without a key.</param>
internal sealed class Attempt(IdempotencyRecords records, Transactions transactions, Operation? operation)
{
    /// <summary>The operation of the key; null without a key.</summary>
    public Operation? Operation => operation;

    /// <summary>
    /// Makes the writes in one transaction. With a key, the same transaction stores the reply in the record. The result is null if the
    /// stored data has changed since it was read. The caller then reads again and retries.
    /// </summary>
    /// <param name="reply">The reply to the request if the transaction succeeds.</param>
    public async Task<Outcome?> CommitAsync(Reply reply, IReadOnlyList<ConditionalWrite> writes, CancellationToken cancellationToken)
    {
        var record = operation is null ? null : records.AnswerWrite(operation, reply);
        var refused = await transactions.CommitAsync(record is null ? writes : [record, .. writes], cancellationToken);
        if (refused is null)
            return new Outcome(reply, IsRecorded: true);
        return refused == record ? IdempotentRequests.InProgress() : null;
    }

    /// <summary>Records the reply after an effect that is not a transaction. A repeat must find that effect in the table.</summary>
    public async Task<Outcome> AnswerAsync(Reply reply, CancellationToken cancellationToken) =>
        new(reply, operation is not null && await records.TryAnswerAsync(operation, reply, cancellationToken));
}
