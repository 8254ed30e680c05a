using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

public sealed class AuthorizerPolicyTests
{
    private const string Api = "arn:aws:execute-api:us-east-1:123456789012:abcdefghij";

    [Theory]
    [InlineData("\"execute-api:Invoke\"", "\"" + Api + "/prod/GET/a/1\"")]
    [InlineData("\"execute-api:*\"", "\"" + Api + "/*/GET/a/?\"")]
    [InlineData("\"EXECUTE-API:invoke\"", "\"" + Api + "/prod/*\"")]
    [InlineData("[\"s3:GetObject\",\"*\"]", "[\"arn:none\",\"*\"]")]
    [InlineData("\"*\"", "\"arn:aws:execute-api:*:*:*/*/G?T/*\"")]
    public async Task Actions_and_resources_of_a_policy_may_be_lists_and_contain_wildcards(string action, string resource)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", Result($$"""{"Effect":"Allow","Action":{{action}},"Resource":{{resource}}}""")).HasStatusAsync(200);
    }

    [Theory]
    [InlineData("execute-api:Invoke", Api + "/prod/POST/*")]
    [InlineData("execute-api:Invoke", Api + "/prod/GET/a/2")]
    [InlineData("execute-api:Invoke", Api + "/prod/GET/A/1")]
    [InlineData("execute-api:Invoke", Api + "/other/*")]
    [InlineData("execute-api:Invoke", Api + "/prod/GET/a")]
    [InlineData("execute-api:InvalidateCache", "*")]
    [InlineData("s3:*", "*")]
    public async Task A_request_that_no_statement_allows_is_denied(string action, string resource)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", Result($$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}"""))
            .IsRefusedAsync(403, TestAuthorizer.Denied, "AccessDeniedException");
    }

    [Fact]
    public async Task A_policy_without_statements_denies_the_request()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", Result("")).IsRefusedAsync(403, TestAuthorizer.Denied, "AccessDeniedException");
    }

    [Theory]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"execute-api:Invoke","Resource":"{arn}"}""")]
    [InlineData("""{"Effect":"Deny","Action":"execute-api:Invoke","Resource":"{arn}"},{"Effect":"Allow","Action":"*","Resource":"*"}""")]
    public async Task An_explicit_deny_wins_and_the_message_says_so(string statements)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", Result(statements)).IsRefusedAsync(403, TestAuthorizer.ExplicitlyDenied, "AccessDeniedException");
    }

    [Fact]
    public async Task A_deny_for_another_resource_has_no_effect()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", Result($$"""{{TestAuthorizer.AllowThis}},{"Effect":"Deny","Action":"*","Resource":"{{Api}}/prod/POST/*"}"""))
            .HasStatusAsync(200);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:execute-api:*/POST/*"}""", 200)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":["arn:none","{arn}"]}""", 403)]
    [InlineData("""{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}""", 200)]
    [InlineData("""{"Effect":"Allow","NotAction":["s3:*","execute-api:Invoke"],"Resource":"*"}""", 403)]
    public async Task NotAction_and_NotResource_match_everything_that_they_do_not_list(string statement, int status)
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", Result(statement)).HasStatusAsync(status);
    }

    [Fact]
    public async Task Statement_may_be_a_single_object_instead_of_a_list()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        await gateway.GetAsync("/a/1", """{"principalId":"me","policyDocument":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}""")
            .HasStatusAsync(200);
    }

    private static string Result(string statements) => TestAuthorizer.Result(statements);
}
