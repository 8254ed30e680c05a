using System.Text.Json;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

public sealed class AuthorizerResultTests
{
    private static readonly CustomGatewayResponse TypeOnly =
        new() { Templates = new Dictionary<string, string> { ["application/json"] = "$context.error.responseType" } };

    private const string Misconfigured = """{"message":null}""";

    [Fact]
    public async Task The_context_reaches_the_function_as_strings_with_principalId_and_integrationLatency()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);
        var token = TestAuthorizer.Result(
            TestAuthorizer.AllowThis, ""","context":{"tenant":"blue","level":7,"ratio":1.50,"admin":true,"none":null}""");

        var caller = await gateway.CallerAsync("/a/1", ("Authorization", token));

        Assert.Equal(["tenant", "level", "ratio", "admin", "principalId", "integrationLatency"], caller.Select(entry => entry.Key));
        Assert.Equal(["blue", "7", "1.50", "true", "me"], caller.Take(5).Select(entry => entry.Value!.GetValue<string>()));
        Assert.Equal(JsonValueKind.Number, caller["integrationLatency"]!.GetValueKind());
    }

    [Theory]
    [InlineData("$context.authorizer.tenant/$context.authorizer.level/$context.authorizer.admin", "blue/7/true")]
    [InlineData("$context.authorizer.principalId", "me")]
    [InlineData("[$context.authorizer.none]", "[]")]
    public async Task Mapping_templates_can_read_the_context_of_the_authorizer(string template, string body)
    {
        var method = new ApiMethod
        {
            HttpMethod = "GET",
            ResourcePath = "/",
            MethodResponses = new Dictionary<int, IReadOnlySet<string>> { [200] = new HashSet<string>() },
            Integration = new MockIntegration
            {
                RequestTemplates = new Dictionary<string, string> { ["application/json"] = """{"statusCode":200}""" },
                Responses = [new() { StatusCode = 200, ResponseTemplates = new Dictionary<string, string> { ["application/json"] = template } }],
            },
        };
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token, methods: method);
        var token = TestAuthorizer.Result(TestAuthorizer.AllowThis, ""","context":{"tenant":"blue","level":7,"admin":true}""");

        Assert.Equal(body, await gateway.TextOfAsync("/", ("Authorization", token)));
    }

    [Fact]
    public async Task The_principalId_of_the_result_wins_over_a_principalId_in_the_context()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        var caller = await gateway.CallerAsync(
            "/a/1", ("Authorization", TestAuthorizer.Result(TestAuthorizer.AllowThis, ""","context":{"principalId":"you"}""")));

        Assert.Equal("me", (string?)caller["principalId"]);
    }

    [Fact]
    public async Task An_authorizer_error_with_exactly_the_text_Unauthorized_gives_401()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", "throw Unauthorized").IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
    }

    [Theory]
    [InlineData("throw unauthorized")]
    [InlineData("throw Unauthorized: no such user")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"policyDocument":{"Statement":[]}}""")]
    [InlineData("""{"principalId":7,"policyDocument":{"Statement":[]}}""")]
    [InlineData("""{"principalId":"me"}""")]
    [InlineData("""{"principalId":"me","policyDocument":"{}"}""")]
    [InlineData("""{"principalId":"me","policyDocument":{}}""")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":["x"]}}""")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}}""")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":[{"Effect":"Allow","Resource":"*"}]}}""")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}}""")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":[]}]}}""")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":[7]}]}}""")]
    [InlineData("""{"principalId":"\ud800","policyDocument":{"Statement":[]}}""")]
    public async Task Any_other_authorizer_error_or_a_malformed_result_gives_500_with_a_null_message(string token)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", token).IsRefusedAsync(500, Misconfigured, "AuthorizerConfigurationException");
    }

    [Theory]
    [InlineData("""{"roles":["a"]}""")]
    [InlineData("""{"user":{"id":"a"}}""")]
    [InlineData("\"text\"")]
    public async Task A_context_that_is_not_a_flat_object_gives_500(string context)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", TestAuthorizer.Result(TestAuthorizer.AllowThis, $$""","context":{{context}}"""))
            .IsRefusedAsync(500, Misconfigured, "AuthorizerConfigurationException");
    }

    [Fact]
    public async Task A_policy_with_a_Condition_gives_500_and_the_log_says_why()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", TestAuthorizer.Result("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}"""))
            .IsRefusedAsync(500, Misconfigured, "AuthorizerConfigurationException");

        Assert.EndsWith(
            "the authorizer's result has a policy with a Condition, which LocalGateway does not evaluate",
            gateway.Log.All[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorizer_that_exceeds_its_timeout_gives_500()
    {
        var slow = TestApi.Function(nameof(NeverFunction)) with { Timeout = TimeSpan.FromMilliseconds(20) };
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Gatekeeper" }],
            Authorizers = [TestAuthorizer.Token with { Function = slow.LogicalId }],
            Functions = [slow],
        });

        await gateway.GetAsync("/", "token").IsRefusedAsync(500, Misconfigured, "AuthorizerConfigurationException");
    }

    [Fact]
    public async Task Each_kind_of_authorizer_refusal_has_its_own_gateway_response_type()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Gatekeeper" }],
            Authorizers = [TestAuthorizer.Token],
            GatewayResponses = new Dictionary<string, CustomGatewayResponse> { ["DEFAULT_4XX"] = TypeOnly, ["DEFAULT_5XX"] = TypeOnly },
        });

        Assert.Equal("UNAUTHORIZED", await gateway.TextOfAsync("/"));
        Assert.Equal("ACCESS_DENIED", await gateway.TextOfAsync("/", ("Authorization", TestAuthorizer.Result(""))));
        Assert.Equal("AUTHORIZER_FAILURE", await gateway.TextOfAsync("/", ("Authorization", "throw other")));
        Assert.Equal("AUTHORIZER_CONFIGURATION_ERROR", await gateway.TextOfAsync("/", ("Authorization", "no JSON")));
    }

    [Fact]
    public async Task An_authorizer_that_cannot_be_called_is_a_configuration_error_as_the_developer_guide_says()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Gatekeeper" }],
            Authorizers = [TestAuthorizer.Token],
            Functions = [TestApi.Function(TestAuthorizer.Token.Function) with { ReservedConcurrency = 0 }],
            GatewayResponses = new Dictionary<string, CustomGatewayResponse> { ["DEFAULT_5XX"] = TypeOnly },
        });

        Assert.Equal("AUTHORIZER_CONFIGURATION_ERROR", await gateway.TextOfAsync("/", ("Authorization", "any")));
        Assert.Contains("cannot be called", gateway.Log.All[^1], StringComparison.Ordinal);
    }
}
