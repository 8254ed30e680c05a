using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.UsagePlans;

public sealed class PlanThrottleTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Each_key_of_a_plan_has_one_bucket_for_all_methods()
    {
        await using var gateway = await TestPlan.StartAsync(TestPlan.Plan with { Throttle = new(0.5, 1) }, _time);

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync(httpMethod: "POST")
            .IsRefusedAsync(429, """{"message":"Too Many Requests"}""", "TooManyRequestsException");
        await gateway.SendWithKeyAsync(value: TestPlan.OtherValue).HasStatusAsync(200);
        _time.Advance(TimeSpan.FromSeconds(1));
        await gateway.SendWithKeyAsync().HasStatusAsync(429);
        _time.Advance(TimeSpan.FromSeconds(1));
        await gateway.SendWithKeyAsync().HasStatusAsync(200);
    }

    [Fact]
    public async Task The_method_throttle_of_a_plan_overrides_the_throttle_of_the_plan()
    {
        var plan = TestPlan.Plan with { Throttle = new(0, 1), Stages = [Stage("/feed/GET", new(0, 3))] };
        await using var gateway = await TestPlan.StartAsync(plan, _time);

        await gateway.SendWithKeyAsync(httpMethod: "POST").HasStatusAsync(200);
        await gateway.SendWithKeyAsync(httpMethod: "POST").HasStatusAsync(429);
        for (var call = 0; call < 3; call++)
            await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync().HasStatusAsync(429);
    }

    [Fact]
    public async Task The_method_throttle_of_a_plan_limits_each_key_separately()
    {
        await using var gateway = await TestPlan.StartAsync(TestPlan.Plan with { Stages = [Stage("//GET", new(0, 1))] }, _time);

        await gateway.SendWithKeyAsync("/").HasStatusAsync(200);
        await gateway.SendWithKeyAsync("/").HasStatusAsync(429);
        await gateway.SendWithKeyAsync("/", TestPlan.OtherValue).HasStatusAsync(200);
        await gateway.SendWithKeyAsync().HasStatusAsync(200);
    }

    [Fact]
    public async Task A_request_that_the_plan_refuses_does_not_count_for_the_throttle_of_the_stage()
    {
        var api = TestPlan.Api with
        {
            UsagePlans = [TestPlan.Plan with { Throttle = new(0, 1) }],
            MethodSettings = [new() { HttpMethod = "GET", ResourcePath = "/feed", ThrottlingRateLimit = 0, ThrottlingBurstLimit = 2 }],
        };
        await using var gateway = await TestGateway.StartAsync(api, options => options with { TimeProvider = _time });

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync().HasStatusAsync(429);
        await gateway.SendWithKeyAsync(value: TestPlan.OtherValue).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_plan_throttle_for_a_missing_method_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(
            () => TestPlan.StartAsync(TestPlan.Plan with { Stages = [Stage("/feed/PUT", new(1, 1))] }, _time));

        Assert.Equal("Plan: the throttle of /feed/PUT matches no method of the API. Write an entry like /products/GET.", exception.Message);
    }

    private static UsagePlanStage Stage(string entry, ThrottleLimit limit) =>
        new() { Api = "TestApi", Stage = "prod", MethodThrottles = new Dictionary<string, ThrottleLimit> { [entry] = limit } };
}
