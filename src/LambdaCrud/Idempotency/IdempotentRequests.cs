using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using LambdaCrud.Http;
using LambdaCrud.Storage;

namespace LambdaCrud.Idempotency;

/// <summary>
/// Lets a request take effect only once, even if it is repeated with its Idempotency-Key (draft-ietf-httpapi-idempotency-key-header).
/// </summary>
/// <remarks>
/// <para>
/// A key belongs to its caller. For 24 hours it also belongs to the request it was first sent with: route and path, query, preconditions
/// and body. Another request with this key gets 422. Bodies with the same content are equal; their spelling does not matter.
/// </para>
/// <para>
/// An attempt first claims the key: it stores a record that belongs to the attempt for <see cref="IdempotencyRecords.Lease"/>. A repeat in
/// that time gets 409.
/// One transaction stores the effect and the reply (see <see cref="Attempt"/>), and every repeat gets that reply. A refused or failed
/// attempt releases the claim. If an attempt is killed, its lease expires. A repeat is then a new attempt at the same
/// <see cref="Operation"/>. If a new attempt has taken over the record, the old attempt changes nothing.
/// </para>
/// </remarks>
internal sealed class IdempotentRequests(IdempotencyRecords records, Transactions transactions, TimeProvider time)
{
    /// <summary>The time allowed for releasing a claim. It is available even after the handler's deadline.</summary>
    private static readonly TimeSpan TimeToAbandon = TimeSpan.FromMilliseconds(300);

    /// <param name="key">Null for a request without a key. Such a request is executed, and nothing is recorded.</param>
    /// <param name="body">
    /// Writes the request's body in a form that does not depend on its spelling. It is called only if there is a key. Null for a request
    /// without a body.
    /// </param>
    public async Task<Reply> RunAsync(ApiCall call, IdempotencyKey? key, Func<string>? body, Func<Attempt, Task<Outcome>> perform)
    {
        if (key is null)
            return (await perform(new Attempt(records, transactions, operation: null))).Reply;

        var claim = await records.ClaimAsync(call.Caller, key, Fingerprint(call, body?.Invoke() ?? ""), time.GetUtcNow(), call.CancellationToken);
        if (claim is not Claim.Granted(var operation))
            return ReplyTo(claim);

        var outcome = (Outcome?)null;
        try
        {
            outcome = await perform(new Attempt(records, transactions, operation));
            return outcome.Reply;
        }
        finally
        {
            if (outcome is not { IsRecorded: true })
                await AbandonAsync(operation);
        }
    }

    /// <summary>The refusal while another attempt has the key.</summary>
    public static Reply InProgress() =>
        ProblemTypes.RequestInProgress
            .ToReply("The request with this key is still running. Repeat it to get its answer.")
            .With("Retry-After", "1");

    private static Reply ReplyTo(Claim claim) => claim switch
    {
        Claim.Answered(var reply) => reply.With("Idempotency-Replayed", "true"),
        Claim.Held => InProgress(),
        _ => ProblemTypes.IdempotencyKeyReused.ToReply("This key was first sent with another request. Use a new key."),
    };

    private async Task AbandonAsync(Operation operation)
    {
        using var deadline = new CancellationTokenSource(TimeToAbandon, time);
        try
        {
            await records.AbandonAsync(operation, deadline.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException || DynamoDb.IsUnavailable(failure))
        {
            // The lease expires by itself. The reply, or the failure before this one, matters more.
        }
    }

    private static string Fingerprint(ApiCall call, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Target}\n{body}")));
}

/// <summary>The operation that a key stands for. All its attempts share the id. One attempt at a time has the claim.</summary>
/// <param name="Id">
/// A UUID of version 7 from the first attempt. Resources that are created without a transaction get their ids from it, so that a repeat
/// makes the same ids.
/// </param>
/// <param name="IsRepeat">Whether an earlier attempt gave up or was killed. It may have had part of its effect.</param>
internal sealed record Operation(string PartitionKey, string SortKey, string Id, string Attempt, bool IsRepeat);

/// <summary>The result of an attempt.</summary>
/// <param name="IsRecorded">
/// Whether the reply is in the record. If not, the attempt was refused or not finished, and a repeat tries again.
/// </param>
internal sealed record Outcome(Reply Reply, bool IsRecorded)
{
    [return: NotNullIfNotNull(nameof(refusal))]
    public static implicit operator Outcome?(Reply? refusal) => refusal is null ? null : new(refusal, IsRecorded: false);
}

/// <summary>The result of claiming a key.</summary>
internal abstract record Claim
{
    private Claim()
    {
    }

    public sealed record Granted(Operation Operation) : Claim;

    public sealed record Answered(Reply Reply) : Claim;

    /// <summary>Another attempt has the key.</summary>
    public sealed record Held : Claim;

    /// <summary>The key belongs to another request.</summary>
    public sealed record Foreign : Claim;
}
