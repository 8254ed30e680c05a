using LocalGateway.Tests.Support;
using LocalGateway.Throttling;

namespace LocalGateway.Tests.Throttling;

public sealed class TokenBucketTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_burst_is_the_capacity()
    {
        var bucket = new TokenBucket(new(1, 3), _time);

        Assert.Equal([true, true, true, false], Take(bucket, 4));
    }

    [Fact]
    public void The_rate_refills_it_and_never_over_its_capacity()
    {
        var bucket = new TokenBucket(new(2, 3), _time);
        Take(bucket, 3);

        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal([true, false], Take(bucket, 2));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(bucket, 4));
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(0.5, 2)]
    [InlineData(3.3, 1)]
    public void Fractions_of_a_token_add_up_however_often_it_is_asked(double rate, int seconds)
    {
        var bucket = new TokenBucket(new(rate, 1), _time);
        Take(bucket, 1);
        for (var asked = 0; asked < (seconds * 100) - 1 && rate * (asked + 1) / 100 < 1; asked++)
        {
            Assert.False(bucket.TryTake());
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.True(bucket.TryTake());
    }

    [Fact]
    public void In_the_long_run_the_rate_is_kept()
    {
        var bucket = new TokenBucket(new(7.5, 10), _time);
        var taken = 0;
        for (var step = 0; step < 100_000; step++)
        {
            taken += bucket.TryTake() ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(taken, 759, 760);
    }

    [Theory]
    [InlineData(5d, 0)]
    [InlineData(0d, 0)]
    public void A_burst_of_zero_lets_nothing_through(double rate, int burst)
    {
        var bucket = new TokenBucket(new(rate, burst), _time);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(bucket.TryTake());
    }

    [Fact]
    public void What_is_not_said_is_the_accounts()
    {
        Assert.Equal(5_000, Take(new(new(0, null), _time), 5_001).Count(taken => taken));

        var bucket = new TokenBucket(new(null, 20_000), _time);
        Take(bucket, 20_000);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10_000, Take(bucket, 10_001).Count(taken => taken));
    }

    [Fact]
    public void Many_at_once_get_no_more_than_there_is()
    {
        var bucket = new TokenBucket(new(0, 100), _time);
        var taken = 0;

        Parallel.For(0, 1_000, _ =>
        {
            if (bucket.TryTake())
                Interlocked.Increment(ref taken);
        });

        Assert.Equal(100, taken);
    }

    private static List<bool> Take(TokenBucket bucket, int times) => [.. Enumerable.Range(0, times).Select(_ => bucket.TryTake())];
}
