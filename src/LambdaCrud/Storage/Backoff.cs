using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>
/// Pauses before another attempt, growing and with full jitter, so that writers that met once do not meet again. How long it goes on is
/// the caller's to say: the function's deadline ends every pause.
/// </summary>
public sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(640);

    /// <param name="attempt">Which attempt failed; 1 is the first.</param>
    public Task Wait(int attempt, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, (int)LongestAfter(attempt).TotalMilliseconds + 1)), time, cancellation);

    /// <summary>The pause after an attempt is anything up to this, and a millisecond at least.</summary>
    public static TimeSpan LongestAfter(int attempt) => attempt > 5 ? Longest : Shortest * (1 << (attempt - 1));

    /// <summary>
    /// Makes a write, again while a transaction holds its item. DynamoDB has then refused the write, so it is never made twice; the SDK
    /// does not repeat such a one.
    /// </summary>
    public async Task<T> WhileInConflict<T>(Func<Task<T>> write, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (TransactionConflictException)
            {
                await Wait(attempt, cancellation);
            }
        }
    }
}
