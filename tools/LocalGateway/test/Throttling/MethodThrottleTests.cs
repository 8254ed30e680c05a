using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Throttling;

public sealed class MethodThrottleTests
{
    private const string TooMany = """{"message":"Too Many Requests"}""";

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_request_over_the_limit_gets_429_Too_Many_Requests_without_Retry_After()
    {
        await using var gateway = await StartAsync(Setting("GET", "/a", rate: 1, burst: 2));

        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        using var refused = await gateway.SendAsync("GET", "/a");
        await Task.FromResult(refused).IsRefusedAsync(429, TooMany, "TooManyRequestsException");
        Assert.Null(refused.Headers.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(1));
        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(429);
    }

    [Fact]
    public async Task A_method_without_a_throttle_setting_is_not_limited()
    {
        await using var gateway = await StartAsync(Setting("GET", "/a", rate: 1, burst: 0));

        await gateway.SendAsync("GET", "/a").HasStatusAsync(429);
        await gateway.SendAsync("POST", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/b").HasStatusAsync(200);
    }

    [Fact]
    public async Task A_setting_for_all_methods_gives_each_method_its_own_bucket()
    {
        await using var gateway = await StartAsync(Setting("*", "/*", rate: 1, burst: 1));

        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("POST", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/b").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(429);
    }

    [Fact]
    public async Task All_values_of_a_path_parameter_share_the_bucket_of_their_method()
    {
        await using var gateway = await StartAsync(Setting("GET", "/items/{id}", rate: 1, burst: 1));

        await gateway.SendAsync("GET", "/items/1").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/items/2").HasStatusAsync(429);
    }

    [Fact]
    public async Task The_setting_of_a_method_wins_and_its_missing_values_come_from_the_setting_for_all_methods()
    {
        await using var gateway = await StartAsync(Setting("*", "/*", rate: 1, burst: 1), Setting("GET", "/a", rate: null, burst: 2));

        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(429);
        _time.Advance(TimeSpan.FromSeconds(1));
        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(429);
    }

    [Fact]
    public async Task The_account_limit_applies_to_all_methods_together()
    {
        await using var gateway = await StartAsync(new ThrottleLimit(1, 2), []);

        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/b").HasStatusAsync(200);
        await gateway.SendAsync("POST", "/a").IsRefusedAsync(429, TooMany, "TooManyRequestsException");
    }

    [Fact]
    public void By_default_the_account_has_10000_requests_a_second_and_a_burst_of_5000() =>
        Assert.Equal(new ThrottleLimit(10_000, 5_000), new GatewayOptions { Deployment = new(), DataFolder = "" }.AccountThrottle);

    [Fact]
    public async Task A_request_that_the_method_limit_refuses_does_not_count_for_the_account_limit()
    {
        await using var gateway = await StartAsync(new ThrottleLimit(0, 1), [Setting("GET", "/a", rate: 1, burst: 0)]);

        await gateway.SendAsync("GET", "/a").HasStatusAsync(429);
        await gateway.SendAsync("GET", "/b").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/b").HasStatusAsync(429);
    }

    [Fact]
    public async Task A_request_to_an_unknown_path_does_not_count_for_the_account_limit()
    {
        await using var gateway = await StartAsync(new ThrottleLimit(0, 1), []);

        await gateway.SendAsync("GET", "/unknown").HasStatusAsync(403);
        await gateway.SendAsync("GET", "/a").HasStatusAsync(200);
    }

    [Theory]
    [InlineData("GET", "/none")]
    [InlineData("PUT", "/a")]
    [InlineData("*", "/a")]
    public async Task A_throttle_setting_for_a_missing_method_stops_the_start(string httpMethod, string path)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(Setting(httpMethod, path, 1, 1)));

        Assert.Contains($"{httpMethod} {path}", exception.Message, StringComparison.Ordinal);
    }

    private static MethodSetting Setting(string httpMethod, string path, double? rate, int? burst) =>
        new() { HttpMethod = httpMethod, ResourcePath = path, ThrottlingRateLimit = rate, ThrottlingBurstLimit = burst };

    private Task<TestGateway> StartAsync(params MethodSetting[] settings) => StartAsync(null, settings);

    private Task<TestGateway> StartAsync(ThrottleLimit? account, MethodSetting[] settings) => TestGateway.StartAsync(
        new TestApi
        {
            Methods = [TestApi.Echo("GET", "/a"), TestApi.Echo("POST", "/a"), TestApi.Echo("GET", "/b"), TestApi.Echo("GET", "/items/{id}")],
            MethodSettings = settings,
        },
        options => options with { TimeProvider = _time, AccountThrottle = account });
}
