using System.Net;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class EnvironmentTests
{
    private readonly string _gate = Guid.NewGuid().ToString();

    [Fact]
    public async Task An_idle_environment_serves_the_next_request_too()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(WaitingFunction)));

        Assert.Equal("1", await gateway.Client.GetStringAsync("/"));
        Assert.Equal("2", await gateway.Client.GetStringAsync("/"));
        Assert.Single(gateway.Log.All, line => line.Contains("cold start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_environment_serves_no_other_request()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(WaitingFunction)));

        var first = gateway.Client.GetStringAsync($"/?gate={_gate}");
        await Gates.Of(_gate + "/begun").Task;
        Assert.Equal("1", await gateway.Client.GetStringAsync("/"));
        Gates.Of(_gate).SetResult();

        Assert.Equal("1", await first);
        Assert.Equal(2, gateway.Log.All.Count(line => line.Contains("cold start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_request_waits_for_a_busy_environment_until_the_timeout_of_its_integration()
    {
        var patient = TestApi.Lambda("GET", "/", nameof(WaitingFunction));
        var impatient = TestApi.Lambda("GET", "/impatient", nameof(WaitingFunction));
        await using var gateway = await TestGateway.StartAsync(
            new TestApi { Methods = [patient, impatient with { Integration = impatient.Integration with { Timeout = TimeSpan.FromMilliseconds(50) } }] },
            options => options with { MaxEnvironmentsPerFunction = 1 });

        var first = gateway.Client.GetStringAsync($"/?gate={_gate}");
        await Gates.Of(_gate + "/begun").Task;
        var second = gateway.Client.GetStringAsync("/");
        using var third = await gateway.Client.GetAsync("/impatient");
        Gates.Of(_gate).SetResult();

        Assert.Equal(HttpStatusCode.GatewayTimeout, third.StatusCode);
        Assert.Equal("1", await first);
        Assert.Equal("2", await second);
        Assert.Equal("3", await gateway.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task A_request_over_the_reserved_concurrency_gets_500()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", nameof(WaitingFunction))],
            Functions = [TestApi.Function(nameof(WaitingFunction)) with { ReservedConcurrency = 1 }],
        });

        var first = gateway.Client.GetStringAsync($"/?gate={_gate}");
        await Gates.Of(_gate + "/begun").Task;
        using var second = await gateway.Client.GetAsync("/");
        var refusal = gateway.Log.All[^1];
        Gates.Of(_gate).SetResult();

        Assert.Equal(HttpStatusCode.InternalServerError, second.StatusCode);
        Assert.Contains("429 TooManyRequestsException", refusal, StringComparison.Ordinal);
        Assert.Equal("1", await first);
        Assert.Equal("2", await gateway.Client.GetStringAsync("/"));
    }

    [Theory]
    [InlineData(nameof(ThrowingFunction), "no luck for ThrowingFunction")]
    [InlineData(nameof(FailingTaskFunction), "no luck later")]
    [InlineData(nameof(ThrowingConstructorFunction), "no such setting")]
    public async Task An_unhandled_exception_gives_502_and_is_logged_with_its_stack(string function, string message)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", function));

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await response.Content.ReadAsStringAsync());
        Assert.EndsWith($": the function {function} failed with InvalidOperationException: {message}", gateway.Log.All[^1], StringComparison.Ordinal);
        var logged = Assert.Single(gateway.Log.All.SkipLast(1), line => line.Contains(message, StringComparison.Ordinal));
        Assert.Contains("System.InvalidOperationException", logged, StringComparison.Ordinal);
        Assert.Contains($"at LocalGateway.Tests.Functions.{function}.", logged, StringComparison.Ordinal);
        Assert.Contains("BehaviourFunctions.cs:line", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_stays_in_use_after_an_exception_in_its_handler()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(ThrowingFunction)));

        using var first = await gateway.Client.GetAsync("/");
        using var second = await gateway.Client.GetAsync("/");

        Assert.Single(gateway.Log.All, line => line.Contains("cold start", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(WaitingFunction))]
    [InlineData(nameof(BlockingFunction))]
    public async Task A_function_that_exceeds_its_timeout_gives_502_and_its_environment_is_not_used_again(string function)
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", function)],
            Functions = [TestApi.Function(function) with { Timeout = TimeSpan.FromMilliseconds(50) }],
        });

        using var response = await gateway.Client.GetAsync($"/?gate={_gate}");
        using var next = await gateway.Client.GetAsync($"/?gate={_gate}");
        Gates.Of(_gate).SetResult();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(2, gateway.Log.All.Count(line => line.Contains("Task timed out after 0.05 seconds", StringComparison.Ordinal)));
        Assert.Equal(2, gateway.Log.All.Count(line => line.Contains("cold start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_integration_that_exceeds_its_timeout_gives_504_and_the_function_continues()
    {
        var method = TestApi.Lambda("GET", "/", nameof(WaitingFunction));
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [method with { Integration = method.Integration with { Timeout = TimeSpan.FromMilliseconds(50) } }],
            Functions = [TestApi.Function(nameof(WaitingFunction)) with { Timeout = TimeSpan.FromSeconds(60) }],
        });

        using var response = await gateway.Client.GetAsync($"/?gate={_gate}");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("""{"message": "Endpoint request timed out"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("InternalServerErrorException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Lacks(gateway.Log.All, line => line.Contains("REPORT", StringComparison.Ordinal));
        Gates.Of(_gate).SetResult();
        await gateway.Log.WaitForAsync(line => line.Contains("REPORT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_gateways_do_not_share_environments()
    {
        await using var first = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(WaitingFunction)));
        await using var second = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(WaitingFunction)));

        Assert.Equal("1", await first.Client.GetStringAsync("/"));
        Assert.Equal("1", await second.Client.GetStringAsync("/"));
    }
}
