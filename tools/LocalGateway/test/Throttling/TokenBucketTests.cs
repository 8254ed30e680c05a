using LocalGateway.Tests.Support;
using LocalGateway.Throttling;

namespace LocalGateway.Tests.Throttling;

public sealed class TokenBucketTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_burst_is_the_capacity_of_the_bucket()
    {
        var bucket = new TokenBucket(new(1, 3), _time);

        Assert.Equal([true, true, true, false], Take(bucket, 4));
    }

    [Fact]
    public void The_rate_refills_the_bucket_up_to_its_capacity()
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
    public void Fractions_of_a_token_add_up_between_frequent_requests(double rate, int seconds)
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
    public void Over_a_long_time_the_bucket_allows_the_configured_rate()
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
    public void A_bucket_with_a_burst_of_0_allows_no_request(double rate, int burst)
    {
        var bucket = new TokenBucket(new(rate, burst), _time);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(bucket.TryTake());
    }

    [Fact]
    public void A_missing_rate_or_burst_has_the_default_of_the_account()
    {
        Assert.Equal(5_000, Take(new(new(0, null), _time), 5_001).Count(taken => taken));

        var bucket = new TokenBucket(new(null, 20_000), _time);
        Take(bucket, 20_000);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10_000, Take(bucket, 10_001).Count(taken => taken));
    }

    [Fact]
    public void Parallel_requests_take_only_the_available_tokens()
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
