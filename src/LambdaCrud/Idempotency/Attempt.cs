using Amazon.DynamoDBv2.Model;
using LambdaCrud.Http;
using LambdaCrud.Storage;

namespace LambdaCrud.Idempotency;

/// <summary>One attempt at a request that writes. Under an Idempotency-Key its effect and its reply are recorded together.</summary>
/// <param name="operation">What the key stands for; null without a key.</param>
public sealed class Attempt(IdempotencyRecords records, Operation? operation)
{
    /// <summary>What the key stands for; null without a key.</summary>
    public Operation? Operation => operation;

    /// <summary>
    /// Makes a write and, under a key, puts the reply into the record in the same transaction. Null when the write lost a race: the caller
    /// decides anew.
    /// </summary>
    /// <param name="reply">What the request is answered when the write is made.</param>
    /// <param name="write">Gets what records the reply, for its transaction; null without a key.</param>
    public async Task<Outcome?> Write(Reply reply, Func<TransactWriteItem?, Task<Written>> write) =>
        await write(operation is null ? null : records.Answer(operation, reply)) switch
        {
            Written.Done => new Outcome(reply, IsRecorded: true),
            Written.ClaimLost => IdempotentRequests.InProgress(),
            _ => null,
        };

    /// <summary>Records the reply after an effect that is no transaction, and that a repeat finds again.</summary>
    public async Task<Outcome> Answer(Reply reply, CancellationToken cancellation) =>
        new(reply, operation is not null && await records.TryAnswer(operation, reply, cancellation));
}
