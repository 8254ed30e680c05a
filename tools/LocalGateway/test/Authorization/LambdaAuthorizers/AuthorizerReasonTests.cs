using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

/// <summary>The log tells the developer why a Lambda authorizer refused a request. The reply does not.</summary>
public sealed class AuthorizerReasonTests
{
    [Theory]
    [InlineData("no JSON", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{"policyDocument":{"Statement":[]}}""", "has no principalId")]
    [InlineData("""{"principalId":null,"policyDocument":{"Statement":[]}}""", "has no principalId")]
    [InlineData("""{"principalId":7,"policyDocument":{"Statement":[]}}""", "has a principalId that is not a string")]
    [InlineData("""{"principalId":"\ud800","policyDocument":{"Statement":[]}}""", "contains text that is not valid Unicode")]
    [InlineData("""{"principalId":"me"}""", "has no policyDocument")]
    [InlineData("""{"principalId":"me","policyDocument":{}}""", "has a policy without Statement")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":"x"}}""", "has a policy with a statement that is not a map")]
    [InlineData(
        """{"principalId":"me","policyDocument":{"Statement":[]},"usageIdentifierKey":1}""",
        "has a usageIdentifierKey that is not a string")]
    public async Task A_malformed_result_is_described_in_the_log(string token, string problem)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", token).HasStatusAsync(500);

        Assert.EndsWith($": the authorizer's result {problem}", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "Effect":"allow","Action":"*","Resource":"*" """, "whose Effect is neither Allow nor Deny")]
    [InlineData(""" "Effect":1,"Action":"*","Resource":"*" """, "whose Effect is neither Allow nor Deny")]
    [InlineData(""" "Action":"*","Resource":"*" """, "whose Effect is neither Allow nor Deny")]
    [InlineData(""" "Effect":"Deny","Resource":"*" """, "that must have either Action or NotAction")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","NotResource":"*" """, "that must have either Resource or NotResource")]
    [InlineData(""" "Effect":"Allow","Action":[],"Resource":"*" """, "whose Action is not a string or a list of strings")]
    [InlineData(""" "Effect":"Allow","NotAction":7,"Resource":"*" """, "whose NotAction is not a string or a list of strings")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":["*",7] """, "whose Resource is not a string or a list of strings")]
    [InlineData(""" "Effect":"Allow","Action":"*","NotResource":{} """, "whose NotResource is not a string or a list of strings")]
    public async Task A_malformed_statement_of_a_policy_is_described_in_the_log(string members, string problem)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", TestAuthorizer.Result($"{{{members}}}")).HasStatusAsync(500);

        Assert.EndsWith(
            $": the authorizer's result has a policy with a statement {problem}", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\"", "has a context that is not a map")]
    [InlineData("""{"roles":["a"]}""", "has a context with a value that is a list or a map")]
    public async Task A_malformed_context_is_described_in_the_log(string context, string problem)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", TestAuthorizer.Result(TestAuthorizer.AllowThis, $",\"context\":{context}")).HasStatusAsync(500);

        Assert.EndsWith($": the authorizer's result {problem}", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 401, "the header Authorization is missing or empty")]
    [InlineData("short", 401, "the token does not match the authorizer's validation expression")]
    [InlineData("throw Unauthorized", 401, "the function ScriptedAuthorizer of the authorizer refused the caller")]
    [InlineData("throw something else", 500, "the authorizer ScriptedAuthorizer failed")]
    [InlineData("""{"principalId":"me","policyDocument":{"Statement":[]}}""", 403, "the policy of the authorizer Gatekeeper does not allow this request")]
    [InlineData(
        """{"principalId":"me","policyDocument":{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}}""",
        403,
        "the policy of the authorizer Gatekeeper denies this request")]
    public async Task A_refusal_is_explained_in_the_log(string token, int status, string reason)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token with { ValidationExpression = ".{6,}" });

        await gateway.GetAsync("/a/1", token).HasStatusAsync(status);

        Assert.EndsWith($": {reason}", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validation_expression_that_takes_too_long_refuses_the_token()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token with { ValidationExpression = "(?=a)(a+)+" });

        await gateway.GetAsync("/a/1", $"{new string('a', 5_000)}!").HasStatusAsync(401);

        Assert.EndsWith(": the token does not match the authorizer's validation expression", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorizer_that_does_not_answer_within_29_seconds_has_failed()
    {
        var never = TestApi.Function(nameof(NeverFunction)) with { Timeout = TimeSpan.FromMinutes(10) };
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Gatekeeper" }],
                Authorizers = [TestAuthorizer.Token with { Function = never.LogicalId }],
                Functions = [never],
            },
            options => options with { TimeProvider = new After29Seconds() });

        await gateway.GetAsync("/", "token").HasStatusAsync(500);

        // The function may write its first line before or after the answer.
        Assert.Single(gateway.Log.All, line => line.EndsWith(": the authorizer NeverFunction failed", StringComparison.Ordinal));
    }

    /// <summary>A clock whose timers of 29 seconds end at once.</summary>
    private sealed class After29Seconds : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == TimeSpan.FromSeconds(29) ? TimeSpan.Zero : dueTime, period);
    }
}
