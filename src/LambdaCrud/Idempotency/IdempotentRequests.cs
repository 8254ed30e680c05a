using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using LambdaCrud.Http;
using LambdaCrud.Storage;

namespace LambdaCrud.Idempotency;

/// <summary>
/// Lets a request that is repeated under its Idempotency-Key have its effect once (draft-ietf-httpapi-idempotency-key-header).
/// </summary>
/// <remarks>
/// <para>
/// A key belongs to its caller and, for 24 hours, to the request it was first sent with: its route and path, its query, its preconditions
/// and its body. With another request it is 422. Bodies are equal when they say the same; how they are written does not matter.
/// </para>
/// <para>
/// An attempt first claims the key: it puts a record in the table that is its own for <see cref="Lease"/>, and a repeat in that time is
/// 409. Its effect and its reply go into the table in one transaction (see <see cref="Attempt"/>), and every repeat gets that reply. An
/// attempt that was refused or failed gives the claim up, and the lease of one that was killed ends: a repeat then is a new attempt at the
/// same <see cref="Operation"/>. An attempt that outlived its lease finds the record no longer its own, and changes nothing.
/// </para>
/// </remarks>
public sealed class IdempotentRequests(IdempotencyRecords records, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Longer than a function may run, so that it ends only for attempts that have.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>For giving a claim up, also after the handler's deadline.</summary>
    private static readonly TimeSpan TimeToAbandon = TimeSpan.FromMilliseconds(300);

    /// <param name="key">Null for a request without a key: it is performed, and nothing is recorded.</param>
    /// <param name="body">The request's body in a form that does not depend on how it was written; empty for none.</param>
    public async Task<Reply> Run(ApiCall call, IdempotencyKey? key, string body, Func<Attempt, Task<Outcome>> perform)
    {
        if (key is null)
            return (await perform(new Attempt(records, operation: null))).Reply;

        var claim = await records.Claim(call.Caller, key, Fingerprint(call, body), time.GetUtcNow(), call.Cancellation);
        return claim switch
        {
            Claim.Granted(var operation) => await Perform(operation, perform),
            Claim.Answered(var reply) => reply.With("Idempotency-Replayed", "true"),
            Claim.Held => InProgress(),
            _ => ProblemTypes.IdempotencyKeyReused.Reply("This key was first sent with another request. Make a new one."),
        };
    }

    /// <summary>The refusal while another attempt holds the key.</summary>
    public static Reply InProgress() =>
        ProblemTypes.RequestInProgress
            .Reply("The request with this key is still running. Repeat it for its answer.")
            .With("Retry-After", "1");

    private async Task<Reply> Perform(Operation operation, Func<Attempt, Task<Outcome>> perform)
    {
        var outcome = (Outcome?)null;
        try
        {
            outcome = await perform(new Attempt(records, operation));
            return outcome.Reply;
        }
        finally
        {
            if (outcome is not { IsRecorded: true })
                await Abandon(operation);
        }
    }

    private async Task Abandon(Operation operation)
    {
        using var deadline = new CancellationTokenSource(TimeToAbandon, time);
        try
        {
            await records.Abandon(operation, deadline.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException || DynamoDb.IsUnavailable(failure))
        {
            // The lease ends by itself; the reply, or the failure that led here, matters more.
        }
    }

    private static string Fingerprint(ApiCall call, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Target}\n{body}")));
}

/// <summary>What a key stands for. All attempts at it share the id; one at a time has the claim.</summary>
/// <param name="Id">
/// A UUID of version 7, made at the first attempt: for what is created without a transaction, the source of ids that a repeat makes again.
/// </param>
/// <param name="IsRepeat">An attempt before this one gave up or was killed, and may have had a part of its effect.</param>
public sealed record Operation(string PartitionKey, string SortKey, Guid Id, string Attempt, bool IsRepeat);

/// <summary>What an attempt came to.</summary>
/// <param name="IsRecorded">The reply is in the record. Without it the attempt was refused or not finished: a repeat tries anew.</param>
public sealed record Outcome(Reply Reply, bool IsRecorded)
{
    [return: NotNullIfNotNull(nameof(refusal))]
    public static implicit operator Outcome?(Reply? refusal) => refusal is null ? null : new(refusal, IsRecorded: false);
}

/// <summary>What came of claiming a key.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    public sealed record Granted(Operation Operation) : Claim;

    public sealed record Answered(Reply Reply) : Claim;

    /// <summary>Another attempt has it.</summary>
    public sealed record Held : Claim;

    /// <summary>It belongs to another request.</summary>
    public sealed record Foreign : Claim;
}
