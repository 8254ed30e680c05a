using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

public class BackoffTests
{
    private readonly Backoff _backoff = new(new StillTime(DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 40)]
    [InlineData(5, 320)]
    [InlineData(6, 640)]
    [InlineData(100, 640)]
    public void The_longest_pause_doubles_with_each_attempt_up_to_640_ms(int attempt, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Backoff.LongestAfter(attempt));

    [Fact]
    public async Task The_functions_deadline_ends_a_pause() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _backoff.WaitAsync(100, new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_write_in_conflict_with_a_transaction_is_retried()
    {
        var attempts = 0;

        var result = await _backoff.WhileInConflictAsync(
            () => ++attempts < 3 ? throw new TransactionConflictException("m") : Task.FromResult("written"), CancellationToken.None);

        Assert.Equal("written", result);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task There_is_a_pause_between_a_conflict_and_the_next_attempt()
    {
        using var deadline = new CancellationTokenSource();
        var attempts = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _backoff.WhileInConflictAsync<string>(
            () =>
            {
                attempts++;
                deadline.Cancel();
                throw new TransactionConflictException("m");
            },
            deadline.Token));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task A_write_that_fails_for_another_reason_than_a_conflict_is_not_retried()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _backoff.WhileInConflictAsync<string>(
            () =>
            {
                attempts++;
                throw new ConditionalCheckFailedException("m");
            },
            CancellationToken.None));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public void A_pause_takes_from_one_millisecond_to_the_longest()
    {
        var time = new RecordedPauses();
        var backoff = new Backoff(time);
        for (var pause = 0; pause < 2_000; pause++)
            _ = backoff.WaitAsync(1, CancellationToken.None);

        Assert.Equal(
            Enumerable.Range(1, 20).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)), time.Pauses.Distinct().Order());
    }

    /// <summary>A clock whose timers never end.</summary>
    private sealed class RecordedPauses : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
