using LocalGateway.Model;
using LocalGateway.Tests.Authorization.LambdaAuthorizers;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Caching;

public sealed class ResponseCacheTests
{
    private static readonly MethodSetting Everywhere = new() { HttpMethod = "*", ResourcePath = "/*", CachingEnabled = true };

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_reply_is_served_from_the_cache_for_300_seconds_by_default()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);

        Assert.Equal("1", await gateway.TextOfAsync("/"));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("1", await gateway.TextOfAsync("/"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", await gateway.TextOfAsync("/"));
    }

    [Fact]
    public async Task A_cache_hit_has_status_headers_and_body_of_the_stored_reply_and_its_own_request_ids()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);
        using var miss = await gateway.SendAsync("GET", "/", ("X-Status", "203"));

        using var hit = await gateway.SendAsync(
            "GET", "/", ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8"));

        Assert.Equal(203, (int)hit.StatusCode);
        Assert.Equal("1", Assert.Single(hit.Headers.GetValues("X-Call")));
        Assert.Equal("mine", Assert.Single(hit.Headers.GetValues("x-amzn-Remapped-Date")));
        Assert.NotEqual(miss.Headers.GetValues("x-amzn-RequestId"), hit.Headers.GetValues("x-amzn-RequestId"));
        Assert.NotEqual(miss.Headers.GetValues("x-amz-apigw-id"), hit.Headers.GetValues("x-amz-apigw-id"));
        Assert.Equal(
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0", Assert.Single(hit.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Fact]
    public async Task A_cache_hit_has_the_same_header_names_as_a_miss()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);
        using var miss = await gateway.SendAsync("GET", "/");
        using var hit = await gateway.SendAsync("GET", "/");

        Assert.Equal(miss.Headers.Select(header => header.Key), hit.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task The_log_line_of_a_cache_hit_names_the_cache_instead_of_the_function()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);

        await gateway.TextOfAsync("/");
        Assert.StartsWith("GET / 200 function CountingFunction ", gateway.Log.All[^1], StringComparison.Ordinal);
        await gateway.TextOfAsync("/");
        Assert.StartsWith("GET / 200 cache ", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_cache_cluster_nothing_is_cached()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], cluster: false, Everywhere);

        Assert.Equal(["1", "2"], [await gateway.TextOfAsync("/"), await gateway.TextOfAsync("/")]);
    }

    [Fact]
    public async Task A_cache_cluster_without_a_method_setting_caches_nothing()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], cluster: true);

        Assert.Equal(["1", "2"], [await gateway.TextOfAsync("/"), await gateway.TextOfAsync("/")]);
    }

    [Fact]
    public async Task A_caching_setting_for_all_methods_applies_to_GET_methods_only()
    {
        await using var gateway = await StartAsync([Counting("POST", "/"), Counting("ANY", "/any")], Everywhere);

        await gateway.SendAsync("POST", "/").HasCallAsync("1");
        await gateway.SendAsync("POST", "/").HasCallAsync("2");
        await gateway.SendAsync("GET", "/any").HasCallAsync("3");
        await gateway.SendAsync("GET", "/any").HasCallAsync("4");
    }

    [Fact]
    public async Task A_POST_method_is_cached_when_it_has_its_own_caching_setting()
    {
        await using var gateway = await StartAsync([Counting("POST", "/")], new MethodSetting { HttpMethod = "POST", ResourcePath = "/", CachingEnabled = true });

        await gateway.SendAsync("POST", "/").HasCallAsync("1");
        await gateway.SendAsync("POST", "/").HasCallAsync("1");
    }

    [Fact]
    public async Task A_method_setting_can_switch_off_caching_for_one_method()
    {
        await using var gateway = await StartAsync(
            [Counting("GET", "/a"), Counting("GET", "/b")],
            Everywhere,
            new MethodSetting { HttpMethod = "GET", ResourcePath = "/a", CachingEnabled = false });

        Assert.Equal(["1", "2"], [await gateway.TextOfAsync("/a"), await gateway.TextOfAsync("/a")]);
        Assert.Equal(["3", "3"], [await gateway.TextOfAsync("/b"), await gateway.TextOfAsync("/b")]);
    }

    [Fact]
    public async Task The_time_to_live_of_a_method_wins_over_the_one_for_all_methods()
    {
        await using var gateway = await StartAsync(
            [Counting("GET", "/a"), Counting("GET", "/b")],
            Everywhere with { CacheTtl = TimeSpan.FromSeconds(3600) },
            new MethodSetting { HttpMethod = "GET", ResourcePath = "/a", CacheTtl = TimeSpan.FromSeconds(5) });
        await gateway.TextOfAsync("/a");
        await gateway.TextOfAsync("/b");

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["3", "2"], [await gateway.TextOfAsync("/a"), await gateway.TextOfAsync("/b")]);
    }

    [Fact]
    public async Task A_time_to_live_of_zero_caches_nothing()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere with { CacheTtl = TimeSpan.Zero });

        Assert.Equal(["1", "2"], [await gateway.TextOfAsync("/"), await gateway.TextOfAsync("/")]);
    }

    [Fact]
    public async Task Error_replies_of_the_integration_are_cached()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);

        await gateway.SendAsync("GET", "/", ("X-Status", "429")).HasStatusAsync(429);
        using var hit = await gateway.SendAsync("GET", "/");

        Assert.Equal((429, "1"), ((int)hit.StatusCode, await hit.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Gateway_responses_are_not_cached()
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);

        await gateway.SendAsync("GET", "/", ("X-Malformed", "yes")).HasStatusAsync(502);
        Assert.Equal("2", await gateway.TextOfAsync("/"));
    }

    [Theory]
    [InlineData(1_048_576, "1")]
    [InlineData(1_048_577, "2")]
    public async Task A_reply_over_1048576_bytes_is_not_cached(int size, string second)
    {
        await using var gateway = await StartAsync([Counting("GET", "/")], Everywhere);

        Assert.Equal(size, (await gateway.TextOfAsync("/", ("X-Size", $"{size}"))).Length);
        Assert.Equal(second, (await gateway.TextOfAsync("/", ("X-Size", $"{size}"))).Trim());
    }

    [Fact]
    public async Task Authorizer_throttle_and_validation_also_check_a_request_that_hits_the_cache()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods =
                [
                    Counting("GET", "/") with
                    {
                        Authorizer = "Gatekeeper",
                        ValidateRequestParameters = true,
                        RequestParameters = new Dictionary<string, bool> { ["method.request.querystring.q"] = true },
                    },
                ],
                Authorizers = [TestAuthorizer.Token],
                CacheClusterEnabled = true,
                MethodSettings = [Everywhere with { ThrottlingRateLimit = 0, ThrottlingBurstLimit = 3 }],
            },
            options => options with { TimeProvider = _time });
        var token = TestAuthorizer.Result(TestAuthorizer.AllowThis);

        await gateway.GetAsync("/?q=1", token).HasCallAsync("1");
        await gateway.GetAsync("/?q=1", token).HasCallAsync("1");
        await gateway.SendAsync("GET", "/?q=1").HasStatusAsync(401);
        await gateway.GetAsync("/", token).HasStatusAsync(400);
        await gateway.GetAsync("/?q=1", token).HasStatusAsync(429);
    }

    private static ApiMethod Counting(string httpMethod, string path) => TestApi.Lambda(httpMethod, path, nameof(CountingFunction));

    private Task<TestGateway> StartAsync(ApiMethod[] methods, params MethodSetting[] settings) =>
        StartAsync(methods, cluster: true, settings);

    private Task<TestGateway> StartAsync(ApiMethod[] methods, bool cluster, params MethodSetting[] settings) => TestGateway.StartAsync(
        new TestApi { Methods = methods, CacheClusterEnabled = cluster, MethodSettings = settings },
        options => options with { TimeProvider = _time });
}
