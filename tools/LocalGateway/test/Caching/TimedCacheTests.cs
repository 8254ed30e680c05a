using LocalGateway.Caching;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Caching;

public sealed class TimedCacheTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_value_stays_in_the_cache_until_its_lifetime_ends()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromSeconds(2), 1);

        _time.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.Equal("1", Get(cache, "a"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("none", Get(cache, "a"));
    }

    [Fact]
    public void The_least_recently_used_value_is_removed_when_the_cache_is_full()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromHours(1), 4);
        cache.Set("b", "2", TimeSpan.FromHours(1), 4);
        Get(cache, "a");

        cache.Set("c", "3", TimeSpan.FromHours(1), 4);

        Assert.Equal(["1", "none", "3"], [Get(cache, "a"), Get(cache, "b"), Get(cache, "c")]);
    }

    [Fact]
    public void A_value_larger_than_the_cache_is_not_kept_and_the_old_value_of_its_key_is_removed()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromHours(1), 4);
        cache.Set("b", "2", TimeSpan.FromHours(1), 4);

        cache.Set("a", "large", TimeSpan.FromHours(1), 11);

        Assert.Equal(["none", "2"], [Get(cache, "a"), Get(cache, "b")]);
    }

    [Fact]
    public void A_replaced_value_frees_its_space()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromHours(1), 8);
        cache.Set("a", "2", TimeSpan.FromHours(1), 2);
        cache.Set("b", "3", TimeSpan.FromHours(1), 8);

        Assert.Equal(["2", "3"], [Get(cache, "a"), Get(cache, "b")]);
    }

    private static string Get(TimedCache<string> cache, string key) => cache.TryGet(key, out var value) ? value : "none";
}
