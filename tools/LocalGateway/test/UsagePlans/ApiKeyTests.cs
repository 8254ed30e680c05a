using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization.LambdaAuthorizers;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.UsagePlans;

public sealed class ApiKeyTests
{
    private const string Forbidden = """{"message":"Forbidden"}""";

    [Fact]
    public async Task A_key_in_a_plan_for_the_stage_opens_a_method_that_requires_a_key()
    {
        await using var gateway = await TestGateway.StartAsync(TestPlan.Api);

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendAsync("GET", "/feed", ("x-api-key", TestPlan.Value)).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_missing_or_unknown_key_gets_403_Forbidden()
    {
        await using var gateway = await TestGateway.StartAsync(TestPlan.Api);

        await gateway.SendAsync("GET", "/feed").IsRefusedAsync(403, Forbidden, "ForbiddenException");
        await gateway.SendWithKeyAsync(value: "").IsRefusedAsync(403, Forbidden, "ForbiddenException");
        await gateway.SendWithKeyAsync(value: "unknown-key-0123456789").IsRefusedAsync(403, Forbidden, "ForbiddenException");
        await gateway.SendWithKeyAsync(value: TestPlan.Value.ToUpperInvariant()).IsRefusedAsync(403, Forbidden, "ForbiddenException");
    }

    [Fact]
    public async Task A_disabled_key_gets_403_Forbidden()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestPlan.Api with { ApiKeys = [TestPlan.Key with { Enabled = false }, TestPlan.OtherKey] });

        await gateway.SendWithKeyAsync().IsRefusedAsync(403, Forbidden, "ForbiddenException");
    }

    [Theory]
    [InlineData("TestApi", "test")]
    [InlineData("OtherApi", "prod")]
    public async Task A_key_in_no_plan_for_this_API_stage_gets_403_Forbidden(string api, string stage)
    {
        await using var gateway = await TestGateway.StartAsync(
            TestPlan.Api with { UsagePlans = [TestPlan.Plan with { Stages = [new() { Api = api, Stage = stage }] }] });

        await gateway.SendWithKeyAsync().IsRefusedAsync(403, Forbidden, "ForbiddenException");
    }

    [Fact]
    public async Task A_method_that_requires_no_key_accepts_requests_without_a_key_and_with_an_unknown_key()
    {
        await using var gateway = await TestGateway.StartAsync(TestPlan.Api);

        await gateway.SendAsync("GET", "/open").HasStatusAsync(200);
        await gateway.SendWithKeyAsync("/open", "unknown-key-0123456789").HasStatusAsync(200);
    }

    [Fact]
    public async Task The_event_has_the_key_and_its_id_only_when_the_method_requires_a_key()
    {
        await using var gateway = await TestGateway.StartAsync(TestPlan.Api);
        using var withKey = await gateway.SendWithKeyAsync();
        using var open = await gateway.SendWithKeyAsync("/open");

        var identity = JsonNode.Parse(await withKey.Content.ReadAsStringAsync())!["requestContext"]!["identity"]!;
        Assert.Equal(TestPlan.Value, (string?)identity["apiKey"]);
        Assert.Equal("abcdef1234", (string?)identity["apiKeyId"]);
        var without = JsonNode.Parse(await open.Content.ReadAsStringAsync())!["requestContext"]!["identity"]!.AsObject();
        Assert.False(without.ContainsKey("apiKey") || without.ContainsKey("apiKeyId"));
    }

    [Fact]
    public async Task Context_variables_contain_the_key_and_its_id()
    {
        await using var gateway = await TestGateway.StartAsync(TestPlan.Api with
        {
            UsagePlans = [TestPlan.Plan with { Quota = new(0, QuotaPeriod.Day, 0) }],
            GatewayResponses = new Dictionary<string, CustomGatewayResponse>
            {
                ["QUOTA_EXCEEDED"] = new() { Templates = new Dictionary<string, string> { ["text/plain"] = "$context.identity.apiKeyId $context.identity.apiKey" } },
            },
        });

        Assert.Equal($"abcdef1234 {TestPlan.Value}", await gateway.TextOfAsync("/feed", ("X-API-Key", TestPlan.Value)));
    }

    [Fact]
    public async Task The_authorizer_is_checked_before_the_key()
    {
        var api = TestPlan.Api with
        {
            Methods = [TestApi.Echo("GET", "/feed") with { ApiKeyRequired = true, Authorizer = "Gatekeeper" }],
            Authorizers = [TestAuthorizer.Token],
        };
        await using var gateway = await TestGateway.StartAsync(api);

        await gateway.SendAsync("GET", "/feed").IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
        await gateway.GetAsync("/feed", TestAuthorizer.Result(TestAuthorizer.AllowThis))
            .IsRefusedAsync(403, Forbidden, "ForbiddenException");
    }

    [Fact]
    public async Task With_the_source_AUTHORIZER_the_key_is_the_usageIdentifierKey_of_the_authorizer()
    {
        await using var gateway = await TestGateway.StartAsync(BehindAuthorizer with { ApiKeySource = ApiKeySource.Authorizer });

        await gateway.GetAsync("/feed", WithUsageKey(TestPlan.Value)).HasStatusAsync(200);
        await gateway.GetAsync("/feed", WithUsageKey("unknown-key-0123456789")).HasStatusAsync(403);
        await gateway.SendAsync("GET", "/feed", ("Authorization", TestAuthorizer.Result(TestAuthorizer.AllowThis)), ("X-API-Key", TestPlan.Value))
            .HasStatusAsync(403);
    }

    [Fact]
    public async Task With_the_source_HEADER_a_usageIdentifierKey_is_not_used_as_the_key()
    {
        await using var gateway = await TestGateway.StartAsync(BehindAuthorizer);

        await gateway.GetAsync("/feed", WithUsageKey(TestPlan.Value)).HasStatusAsync(403);
    }

    [Fact]
    public async Task The_log_never_contains_a_key()
    {
        await using var gateway = await TestGateway.StartAsync(TestPlan.Api);

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync(value: "unknown-key-0123456789").HasStatusAsync(403);

        Assert.Lacks(gateway.Log.All, line => line.Contains("-key-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_in_two_plans_for_the_same_stage_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(
            () => TestGateway.StartAsync(TestPlan.Api with { UsagePlans = [TestPlan.Plan, TestPlan.Plan with { LogicalId = "Second" }] }));

        Assert.Equal("Second: the API key Partner is already in another plan for this stage.", exception.Message);
    }

    [Fact]
    public async Task Two_keys_with_the_same_value_stop_the_start_and_the_error_does_not_contain_the_value()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(
            () => TestGateway.StartAsync(TestPlan.Api with { ApiKeys = [TestPlan.Key, TestPlan.OtherKey with { Value = TestPlan.Value }] }));

        Assert.Equal("The API keys Partner, Other have the same value.", exception.Message);
    }

    private static TestApi BehindAuthorizer => TestPlan.Api with
    {
        Methods = [TestApi.Echo("GET", "/feed") with { ApiKeyRequired = true, Authorizer = "Gatekeeper" }],
        Authorizers = [TestAuthorizer.Token],
    };

    private static string WithUsageKey(string value) =>
        TestAuthorizer.Result(TestAuthorizer.AllowThis, $$""","usageIdentifierKey":"{{value}}" """.TrimEnd());
}
