using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests;

public sealed class LogStyleTests
{
    [Fact]
    public async Task A_group_has_the_line_of_the_request_and_then_the_lines_of_its_function_with_the_exception()
    {
        await using var gateway = await StartAsync(new LogStyle { IsGrouped = true }, nameof(ThrowingFunction));

        await gateway.SendAsync("GET", "/").HasStatusAsync(502);

        var lines = Assert.Single(gateway.Log.All).Split(Environment.NewLine);
        Assert.StartsWith("GET / 502 function ThrowingFunction ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("    [ThrowingFunction] INIT cold start", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("Unhandled System.InvalidOperationException: no luck for", StringComparison.Ordinal));
        Assert.Every(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_groups_of_requests_at_the_same_time_do_not_mix()
    {
        await using var gateway = await StartAsync(new LogStyle { IsGrouped = true }, nameof(WaitingFunction));
        var gate = Guid.NewGuid().ToString();
        var first = gateway.SendAsync("GET", $"/?gate={gate}");
        await Gates.Of(gate + "/begun").Task;

        await gateway.SendAsync("GET", "/").HasStatusAsync(200);
        Gates.Of(gate).SetResult();
        await first.HasStatusAsync(200);

        Assert.Equal([3, 3], gateway.Log.All.Select(group => group.Split(Environment.NewLine).Length));
    }

    [Theory]
    [InlineData(nameof(EchoFunction), "\e[32m200\e[0m")]
    [InlineData(nameof(ThrowingFunction), "\e[31m502\e[0m")]
    public async Task Colours_mark_the_status(string function, string status)
    {
        await using var gateway = await StartAsync(new LogStyle { HasColours = true }, function);

        using var response = await gateway.SendAsync("GET", "/");

        Assert.Contains(status, gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_form_has_no_colours()
    {
        await using var gateway = await StartAsync(new LogStyle(), nameof(ThrowingFunction));

        await gateway.SendAsync("GET", "/").HasStatusAsync(502);

        Assert.Every(gateway.Log.All, line => Assert.Lacks("\e[", line, StringComparison.Ordinal));
    }

    private static Task<TestGateway> StartAsync(LogStyle style, string function) => TestGateway.StartAsync(
        new TestApi { Methods = [TestApi.Lambda("GET", "/", function)] }, options => options with { LogStyle = style });
}
