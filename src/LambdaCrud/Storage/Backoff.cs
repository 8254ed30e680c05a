using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>
/// Pauses before another attempt. The pauses grow and have full jitter, so that writers in conflict do not meet again. The caller decides
/// how long to retry. The function's deadline ends every pause.
/// </summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(640);

    /// <param name="attempt">The number of the failed attempt; 1 is the first.</param>
    public Task WaitAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, (int)LongestAfter(attempt).TotalMilliseconds + 1)), time, cancellationToken);

    /// <summary>The maximum pause after an attempt. The minimum is one millisecond.</summary>
    public static TimeSpan LongestAfter(int attempt) => attempt > 5 ? Longest : Shortest * (1 << (attempt - 1));

    /// <summary>
    /// Makes a write, and retries it while a transaction holds its item. DynamoDB has then refused the write, so it is never made twice.
    /// The SDK does not retry such a write.
    /// </summary>
    public async Task<T> WhileInConflictAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (TransactionConflictException)
            {
                await WaitAsync(attempt, cancellationToken);
            }
        }
    }
}
