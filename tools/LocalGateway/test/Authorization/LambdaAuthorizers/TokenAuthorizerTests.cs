using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

public sealed class TokenAuthorizerTests
{
    [Fact]
    public async Task The_event_of_a_TOKEN_authorizer_has_only_type_methodArn_and_the_whole_header_value()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        var caller = await gateway.CallerAsync(
            "/a/x%20y?q=1", ("Authorization", TestAuthorizer.Result(TestAuthorizer.AllowThis, ""","context":{"event":"{event}"}""")));

        var received = JsonNode.Parse((string)caller["event"]!)!.AsObject();
        Assert.Equal(["type", "methodArn", "authorizationToken"], received.Select(member => member.Key));
        Assert.Equal("TOKEN", (string?)received["type"]);
        Assert.Equal("arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/GET/a/x%20y", (string?)received["methodArn"]);
        Assert.StartsWith("""{"principalId":"me",""", (string?)received["authorizationToken"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_may_come_in_another_header_and_the_case_of_the_header_name_does_not_matter()
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Token with { IdentitySources = ["method.request.header.X-Token"] });

        await gateway.SendAsync("GET", "/a/1", ("x-token", TestAuthorizer.Result(TestAuthorizer.AllowThis))).HasStatusAsync(200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task A_request_without_the_token_header_gets_401_without_a_call(int ttl)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token with { ResultTtl = TimeSpan.FromSeconds(ttl) });

        await gateway.SendAsync("GET", "/a/1").IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
        await gateway.SendAsync("GET", "/a/1", ("Authorization", ""))
            .IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");

        Assert.Lacks(gateway.Log.All, line => line.Contains("REPORT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bearer [a-z]+", "Bearer abc1")]
    [InlineData("Bearer [a-z]+", "Basic abc")]
    [InlineData("[a-z]{3}", "abcd")]
    public async Task A_token_that_does_not_fully_match_the_validation_expression_gets_401_without_a_call(
        string expression, string token)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token with { ValidationExpression = expression });

        await gateway.GetAsync("/a/1", token).IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");

        Assert.Lacks(gateway.Log.All, line => line.Contains("REPORT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_matches_the_validation_expression_reaches_the_authorizer()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token with { ValidationExpression = @"\{.*\}" });

        await gateway.GetAsync("/a/1", TestAuthorizer.Result(TestAuthorizer.AllowThis)).HasStatusAsync(200);
    }

    [Fact]
    public async Task The_log_never_contains_a_token()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", "secret-token").HasStatusAsync(500);
        await gateway.GetAsync("/a/1", "throw Unauthorized").HasStatusAsync(401);

        Assert.Lacks(gateway.Log.All, line => line.Contains("secret-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_with_a_method_ARN_over_1600_characters_gets_414()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);
        var fits = 1600 - "arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/GET/a/".Length;
        var token = TestAuthorizer.Result(TestAuthorizer.AllowThis);

        await gateway.GetAsync("/a/" + new string('x', fits), token).HasStatusAsync(200);
        await gateway.GetAsync("/a/" + new string('x', fits + 1), token)
            .IsRefusedAsync(414, """{"message":"Request URI too long"}""", "RequestTooLargeException");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("(?<")]
    public async Task An_invalid_validation_expression_stops_the_start(string expression)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(
            () => TestAuthorizer.StartAsync(TestAuthorizer.Token with { ValidationExpression = expression }));

        Assert.Equal("The validation expression of the authorizer Gatekeeper is not a valid regular expression.", exception.Message);
    }

    [Theory]
    [InlineData(LambdaAuthorizerType.Token, 300, "method.request.querystring.t", "cannot have the identity source method.request.querystring.t")]
    [InlineData(LambdaAuthorizerType.Token, 300, null, "must have one identity source")]
    [InlineData(LambdaAuthorizerType.Request, 300, null, "must have an identity source")]
    [InlineData(LambdaAuthorizerType.Request, 0, "method.request.path.id", "cannot have the identity source method.request.path.id")]
    public async Task Identity_sources_that_API_Gateway_does_not_accept_stop_the_start(
        LambdaAuthorizerType type, int ttl, string? source, string named)
    {
        var authorizer = TestAuthorizer.Token with { Type = type, ResultTtl = TimeSpan.FromSeconds(ttl), IdentitySources = source is null ? [] : [source] };

        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestAuthorizer.StartAsync(authorizer));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorizer_whose_function_does_not_exist_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => Gateway.StartAsync(new()
        {
            Deployment = new()
            {
                RestApis = [new() { LogicalId = "Api", ApiId = "abcdefghij", Stage = new() { Name = "prod" }, Authorizers = new Dictionary<string, Authorizer> { ["Gatekeeper"] = TestAuthorizer.Token } }],
            },
            DataFolder = "never made",
        }));

        Assert.Equal("The authorizer Gatekeeper: the template has no function ScriptedAuthorizer.", exception.Message);
    }
}
