using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.UsagePlans;

public sealed class PlanThrottleTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Each_key_has_one_bucket_for_all_methods()
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
    public async Task The_entry_of_a_method_overrides_the_plans_throttle()
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
    public async Task The_entry_of_a_method_is_for_each_key_too()
    {
        await using var gateway = await TestPlan.StartAsync(TestPlan.Plan with { Stages = [Stage("//GET", new(0, 1))] }, _time);

        await gateway.SendWithKeyAsync("/").HasStatusAsync(200);
        await gateway.SendWithKeyAsync("/").HasStatusAsync(429);
        await gateway.SendWithKeyAsync("/", TestPlan.OtherValue).HasStatusAsync(200);
        await gateway.SendWithKeyAsync().HasStatusAsync(200);
    }

    [Fact]
    public async Task The_plan_comes_before_the_stage_so_that_what_it_refuses_takes_nothing_from_others()
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
    public async Task A_throttle_for_no_method_of_the_API_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(
            () => TestPlan.StartAsync(TestPlan.Plan with { Stages = [Stage("/feed/PUT", new(1, 1))] }, _time));

        Assert.Equal("Plan: the throttle of /feed/PUT matches no method of the API. Write an entry like /products/GET.", exception.Message);
    }

    private static UsagePlanStage Stage(string entry, ThrottleLimit limit) =>
        new() { Api = "TestApi", Stage = "prod", MethodThrottles = new Dictionary<string, ThrottleLimit> { [entry] = limit } };
}
