using LocalGateway.Caching;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Caching;

/// <summary>How much a cache keeps.</summary>
public sealed class CacheSizeTests
{
    private const double Gigabyte = 1024 * 1024 * 1024;

    private readonly ManualTime _time = new();

    [Fact]
    public void Values_that_fill_the_cache_exactly_all_stay()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromHours(1), 4);
        cache.Set("b", "2", TimeSpan.FromHours(1), 6);

        Assert.Equal(["1", "2"], [Get(cache, "a"), Get(cache, "b")]);
    }

    [Fact]
    public void A_value_as_large_as_the_cache_replaces_all_others()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromHours(1), 1);
        cache.Set("b", "2", TimeSpan.FromHours(1), 9);

        cache.Set("c", "3", TimeSpan.FromHours(1), 10);

        Assert.Equal(["none", "none", "3"], [Get(cache, "a"), Get(cache, "b"), Get(cache, "c")]);
    }

    [Fact]
    public void An_expired_value_frees_its_space()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromSeconds(1), 6);
        cache.Set("b", "2", TimeSpan.FromHours(1), 4);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("none", Get(cache, "a"));

        cache.Set("c", "3", TimeSpan.FromHours(1), 6);

        Assert.Equal(["2", "3"], [Get(cache, "b"), Get(cache, "c")]);
    }

    [Fact]
    public void An_expired_value_leaves_no_trace_and_can_be_stored_again()
    {
        var cache = new TimedCache<string>(10, _time);
        cache.Set("a", "1", TimeSpan.FromSeconds(1), 6);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("none", Get(cache, "a"));

        cache.Set("a", "2", TimeSpan.FromSeconds(1), 6);
        cache.Set("b", "3", TimeSpan.FromSeconds(1), 4);

        Assert.Equal(["2", "3"], [Get(cache, "a"), Get(cache, "b")]);
    }

    [Fact]
    public void A_value_that_is_read_is_used_most_recently()
    {
        var cache = new TimedCache<string>(3, _time);
        foreach (var key in (string[])["a", "b", "c"])
            cache.Set(key, key, TimeSpan.FromHours(1), 1);
        Get(cache, "b");
        Get(cache, "a");

        cache.Set("d", "d", TimeSpan.FromHours(1), 2);

        Assert.Equal(["a", "none", "none", "d"], [Get(cache, "a"), Get(cache, "b"), Get(cache, "c"), Get(cache, "d")]);
    }

    /// <summary>
    /// A reply of the counting function has a key of 29 characters at two bytes each, and the rest are its body and its headers.
    /// </summary>
    [Fact]
    public async Task The_size_of_the_cluster_limits_the_cache_in_bytes()
    {
        const int Bytes = 3_000;
        await using var gateway = await StartAsync(Bytes);

        // Each of these replies takes more than a third of the cache, and two fit.
        Assert.Equal("1", await CallAsync(gateway, "a", 1_000));
        Assert.Equal("2", await CallAsync(gateway, "b", 1_000));
        Assert.Equal(("1", "2"), (await CallAsync(gateway, "a", 1_000), await CallAsync(gateway, "b", 1_000)));
        Assert.Equal("3", await CallAsync(gateway, "c", 1_000));
        Assert.Equal("4", await CallAsync(gateway, "a", 1_000));

        // The body alone would fit, but not with its key and its headers.
        Assert.Equal("5", await CallAsync(gateway, "d", Bytes));
        Assert.Equal("6", await CallAsync(gateway, "d", Bytes));
    }

    [Fact]
    public async Task The_key_and_the_headers_of_a_reply_count_for_its_size()
    {
        await using var gateway = await StartAsync(3_000);
        var longName = new string('n', 1_450);

        Assert.Equal("1", await CallAsync(gateway, longName, 1));
        Assert.Equal("2", await CallAsync(gateway, longName, 1));
    }

    private static async Task<string> CallAsync(TestGateway gateway, string q, int size) =>
        (await gateway.TextOfAsync($"/?q={q}", ("X-Size", $"{size}"))).Trim();

    private Task<TestGateway> StartAsync(int bytes)
    {
        var deployment = new TestApi
        {
            Methods =
            [
                TestApi.Lambda("GET", "/", nameof(CountingFunction)) with
                {
                    Integration = new LambdaProxyIntegration
                    {
                        Function = nameof(CountingFunction),
                        CacheKeyParameters = ["method.request.querystring.q"],
                    },
                },
            ],
            CacheClusterEnabled = true,
            MethodSettings = [new() { HttpMethod = "*", ResourcePath = "/*", CachingEnabled = true }],
        }.Deploy();
        var api = deployment.RestApis[0];
        return TestGateway.StartAsync(
            deployment with { RestApis = [api with { Stage = api.Stage with { CacheClusterSize = bytes / Gigabyte } }] },
            options => options with { TimeProvider = _time });
    }

    private static string Get(TimedCache<string> cache, string key) => cache.TryGet(key, out var value) ? value : "none";
}
