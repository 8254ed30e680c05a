using System.Globalization;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests;

public sealed class NoTimeoutsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_takes_longer_than_every_limit_is_answered_only_without_timeouts(bool isLimitOfFunction)
    {
        await using var patient = await StartAsync(isLimitOfFunction, noTimeouts: true);
        await using var impatient = await StartAsync(isLimitOfFunction, noTimeouts: false);
        var gate = Guid.NewGuid().ToString();
        var waiting = patient.SendAsync("GET", $"/?gate={gate}");
        await Gates.Of(gate + "/begun").Task;

        // The second request begins later, so its refusal shows that the limit of the first has passed.
        await impatient.SendAsync("GET", $"/?gate={gate}").HasStatusAsync(isLimitOfFunction ? 502 : 504);
        Gates.Of(gate).SetResult();

        await waiting.HasStatusAsync(200);
    }

    [Fact]
    public async Task Without_timeouts_a_function_has_days_left()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi { Methods = [TestApi.Lambda("GET", "/", nameof(ContextFunction))] }, options => options with { NoTimeouts = true });

        var left = (await gateway.TextOfAsync("/")).Split('\n')[7];

        Assert.True(TimeSpan.FromSeconds(double.Parse(left, CultureInfo.InvariantCulture)) > TimeSpan.FromDays(30));
    }

    private static Task<TestGateway> StartAsync(bool isLimitOfFunction, bool noTimeouts)
    {
        var method = TestApi.Lambda("GET", "/", nameof(WaitingFunction));
        var api = isLimitOfFunction
            ? new TestApi { Methods = [method], Functions = [TestApi.Function(nameof(WaitingFunction)) with { Timeout = Short }] }
            : new TestApi { Methods = [method with { Integration = method.Integration with { Timeout = Short } }] };
        return TestGateway.StartAsync(api, options => options with { NoTimeouts = noTimeouts });
    }
}
