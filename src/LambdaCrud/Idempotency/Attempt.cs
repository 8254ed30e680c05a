using Amazon.DynamoDBv2.Model;
using LambdaCrud.Http;
using LambdaCrud.Storage;

namespace LambdaCrud.Idempotency;

/// <summary>One attempt at a request that writes. With an Idempotency-Key, its effect and its reply are recorded together.</summary>
/// <param name="operation">The operation of the key; null without a key.</param>
public sealed class Attempt(IdempotencyRecords records, Operation? operation)
{
    /// <summary>The operation of the key; null without a key.</summary>
    public Operation? Operation => operation;

    /// <summary>
    /// Makes a write. With a key, the same transaction stores the reply in the record. The result is null if the write lost a race. The
    /// caller then reads again and retries.
    /// </summary>
    /// <param name="reply">The reply to the request if the write succeeds.</param>
    /// <param name="write">Gets the transaction item that records the reply; null without a key.</param>
    public async Task<Outcome?> Write(Reply reply, Func<TransactWriteItem?, Task<Written>> write) =>
        await write(operation is null ? null : records.Answer(operation, reply)) switch
        {
            Written.Done => new Outcome(reply, IsRecorded: true),
            Written.ClaimLost => IdempotentRequests.InProgress(),
            _ => null,
        };

    /// <summary>Records the reply after an effect that is not a transaction. A repeat must find that effect in the table.</summary>
    public async Task<Outcome> Answer(Reply reply, CancellationToken cancellation) =>
        new(reply, operation is not null && await records.TryAnswer(operation, reply, cancellation));
}
