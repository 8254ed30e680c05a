using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

public sealed class AuthorizerCacheTests
{
    private static readonly string Counted =
        TestAuthorizer.Result("""{"Effect":"Allow","Action":"*","Resource":"*"}""", ""","context":{"calls":{calls}}""");

    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_authorizer_result_is_cached_for_300_seconds_by_default()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token, _time);

        Assert.Equal("1", await CallsAsync(gateway, "/a/1"));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("1", await CallsAsync(gateway, "/a/1"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", await CallsAsync(gateway, "/a/1"));
    }

    [Fact]
    public async Task A_cached_authorizer_result_has_an_integration_latency_of_0()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token, _time);
        await CallsAsync(gateway, "/a/1");

        Assert.Equal(0, (int)(await gateway.CallerAsync("/a/1", ("Authorization", Counted)))["integrationLatency"]!);
    }

    [Fact]
    public async Task An_authorizer_with_a_time_to_live_of_0_is_called_for_each_request()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token with { ResultTtl = TimeSpan.Zero }, _time);

        Assert.Equal("1", await CallsAsync(gateway, "/a/1"));
        Assert.Equal("2", await CallsAsync(gateway, "/a/1"));
    }

    [Fact]
    public async Task Each_token_has_its_own_cached_result()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token, _time);

        Assert.Equal("1", await CallsAsync(gateway, "/a/1"));
        Assert.Equal("2", await CallsAsync(gateway, "/a/1", Counted.Replace("\"me\"", "\"you\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_cache_key_of_an_authorizer_consists_of_all_identity_sources_and_nothing_else()
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Request with { IdentitySources = ["method.request.header.X-Caller", "method.request.querystring.q"] }, _time);

        Assert.Equal("1", (string?)(await gateway.CallerAsync("/a/1?q=1", ("X-Caller", "me")))["calls"]);
        Assert.Equal("1", (string?)(await gateway.CallerAsync("/a/2?q=1&r=5", ("X-Caller", "me"), ("X-Other", "1")))["calls"]);
        Assert.Equal("2", (string?)(await gateway.CallerAsync("/a/1?q=2", ("X-Caller", "me")))["calls"]);
        Assert.Equal("3", (string?)(await gateway.CallerAsync("/a/1?q=e1", ("X-Caller", "m")))["calls"]);
    }

    [Fact]
    public async Task A_cached_policy_for_one_method_ARN_denies_the_other_methods()
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Token, _time, TestApi.Echo("GET", "/a"), TestApi.Echo("GET", "/b"));
        var token = TestAuthorizer.Result(TestAuthorizer.AllowThis);

        await gateway.GetAsync("/a", token).HasStatusAsync(200);
        await gateway.GetAsync("/b", token).IsRefusedAsync(403, TestAuthorizer.Denied, "AccessDeniedException");
        _time.Advance(TimeSpan.FromSeconds(300));
        await gateway.GetAsync("/b", token).HasStatusAsync(200);
        await gateway.GetAsync("/a", token).HasStatusAsync(403);
    }

    [Fact]
    public async Task Authorizer_errors_are_not_cached()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token, _time);

        await gateway.GetAsync("/a/1", "throw Unauthorized").HasStatusAsync(401);
        await gateway.GetAsync("/a/1", "throw Unauthorized").HasStatusAsync(401);

        Assert.Equal(2, gateway.Log.All.Count(line => line.Contains("REPORT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_authorizers_with_the_same_function_do_not_share_results()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("GET", "/a") with { Authorizer = "One" }, TestApi.Echo("GET", "/b") with { Authorizer = "Two" }],
            Authorizers = [TestAuthorizer.Token with { Name = "One" }, TestAuthorizer.Token with { Name = "Two" }],
        });

        Assert.Equal("1", await CallsAsync(gateway, "/a"));
        Assert.Equal("2", await CallsAsync(gateway, "/b"));
    }

    private static async Task<string?> CallsAsync(TestGateway gateway, string path, string? token = null) =>
        (string?)(await gateway.CallerAsync(path, ("Authorization", token ?? Counted)))["calls"];
}
