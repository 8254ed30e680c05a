using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Throttling;

/// <summary>Limits with only a rate or only a burst, and the reasons in the log.</summary>
public sealed class PartialLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_method_with_only_a_burst_limit_is_limited_by_it()
    {
        await using var gateway = await StartAsync(null, Setting(rate: null, burst: 1));

        await gateway.SendAsync("GET", "/").HasStatusAsync(200);
        await gateway.SendAsync("GET", "/").HasStatusAsync(429);

        Assert.EndsWith(": the method's throttling limit is reached: at most 10000 requests per second, with short bursts of up to 1", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_with_only_a_rate_limit_has_the_burst_of_the_account()
    {
        await using var gateway = await StartAsync(null, Setting(rate: 0, burst: null));
        for (var taken = 0; taken < 20; taken++)
            await gateway.SendAsync("GET", "/").HasStatusAsync(200);
    }

    [Fact]
    public async Task A_setting_without_a_limit_does_not_limit_its_method()
    {
        await using var gateway = await StartAsync(null, Setting(rate: null, burst: null));

        await gateway.SendAsync("GET", "/").HasStatusAsync(200);
    }

    [Fact]
    public async Task The_log_says_that_the_limit_of_the_account_is_reached()
    {
        await using var gateway = await StartAsync(new ThrottleLimit(0, 0));

        await gateway.SendAsync("GET", "/").HasStatusAsync(429);

        Assert.EndsWith(": the account's throttling limit is reached: at most 0 requests per second, with short bursts of up to 0", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    private static MethodSetting Setting(double? rate, int? burst) =>
        new() { HttpMethod = "GET", ResourcePath = "/", ThrottlingRateLimit = rate, ThrottlingBurstLimit = burst };

    private Task<TestGateway> StartAsync(ThrottleLimit? account, params MethodSetting[] settings) => TestGateway.StartAsync(
        new TestApi { Methods = [TestApi.Echo("GET", "/")], MethodSettings = settings },
        options => options with { TimeProvider = _time, AccountThrottle = account });
}
