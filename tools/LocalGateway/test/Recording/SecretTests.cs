using System.Text.Json;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Tests.Authorization;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;
using LocalGateway.Tests.UsagePlans;

namespace LocalGateway.Tests.Recording;

public sealed class SecretTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private const string Body = """{"name":"x","password":"hunter-2-hunter","nested":{"refreshToken":"refresh-me-please"}}""";

    private static string AllOf(RequestRecord record) => JsonSerializer.Serialize(record.Open());

    [Fact]
    public async Task No_secret_of_a_request_is_in_its_record_and_not_in_the_event_the_result_or_the_log_either()
    {
        await using var gateway = await RecordedGateway.StartAsync(
            new()
            {
                Methods =
                [
                    TestApi.Echo("POST", "/things") with { Authorizer = "Users" },
                ],
                Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
                UserPools = [TestPool.Pool],
            },
            configure: options => options with { DataFolder = keys.Path });
        var token = UserPoolTokens.Open(TestPool.Pool, keys.Path, TimeProvider.System).IdToken(TestPool.Shopper);

        var record = await gateway.SendAsync(
            "POST",
            $"/things?access_token={token}&api_key=query-key-123456&limit=5",
            Body,
            ("Authorization", $"Bearer {token}"),
            ("Cookie", "session=cookie-value-123; theme=dark"),
            ("X-API-Key", "header-key-123456"),
            ("X-Other", $"again {token}"));

        var all = AllOf(record);
        string[] secrets =
        [
            token, .. token.Split('.'), "cookie-value-123", "query-key-123456", "header-key-123456", "hunter-2-hunter", "refresh-me-please",
        ];
        Assert.Every(secrets, secret => Assert.Lacks(secret, all, StringComparison.Ordinal));
        Assert.Contains("limit=5", record.Query, StringComparison.Ordinal);
        Assert.Contains("shopper@example.com", all, StringComparison.Ordinal);
        Assert.Single(record.Open().Functions);
    }

    [Fact]
    public async Task The_header_that_an_authorizer_reads_is_a_secret_and_so_is_its_value_in_the_authorizers_event()
    {
        var authorizer = new LambdaAuthorizer
        {
            Name = "Own",
            Function = nameof(EventEchoFunction),
            Type = LambdaAuthorizerType.Request,
            IdentitySources = ["method.request.header.X-Own", "method.request.querystring.who"],
        };
        await using var gateway = await RecordedGateway.StartAsync(new()
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Own" }],
            Authorizers = [authorizer],
        });

        var record = await gateway.SendAsync("GET", "/?who=somebody-secret", null, ("X-Own", "own-secret-value"));

        var function = Assert.Single(record.Open().Functions);
        Assert.Contains("X-Own", function.Event.Text, StringComparison.Ordinal);
        Assert.Lacks("own-secret-value", AllOf(record), StringComparison.Ordinal);
        Assert.Lacks("somebody-secret", AllOf(record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_and_a_token_that_the_reply_sets_are_masked()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });

        var record = await gateway.SendAsync(
            "POST",
            "/",
            """{"headers":{"Set-Cookie":"id=reply-cookie-1234; HttpOnly"},"body":"{\"idToken\":\"reply-token-5678\"}"}""");

        Assert.Lacks("reply-cookie-1234", AllOf(record), StringComparison.Ordinal);
        Assert.Lacks("reply-token-5678", AllOf(record), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"password":"p\"w","b":2}""", """{"a":1,"password":"(masked)","b":2}""")]
    [InlineData("""{"Cookie":["one","two"],"b":["three"]}""", """{"Cookie":["(masked)","(masked)"],"b":["three"]}""")]
    [InlineData("""{"body":"{\"client_secret\":\"s3\",\"x\":\"y\"}"}""", """{"body":"{\"client_secret\":\"(masked)\",\"x\":\"y\"}"}""")]
    [InlineData("grant_type=code&code_verifier=abc&client_id=web", "grant_type=code&code_verifier=(masked)&client_id=web")]
    [InlineData("a token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here", "a token (masked) here")]
    [InlineData("""{"tokens":3,"nextToken":"page-2"}""", """{"tokens":3,"nextToken":"page-2"}""")]
    [InlineData("""{"password": {"S": "p\"w"}, "b":{"S":"c"}}""", """{"password": {"S": "(masked)"}, "b":{"S":"c"}}""")]
    [InlineData("""{":token":{"B":"c2VjcmV0"},":tag":{"S":"x"}}""", """{":token":{"B":"(masked)"},":tag":{"S":"x"}}""")]
    [InlineData("known-value in a text", "(masked) in a text")]
    public void A_text_is_masked_by_names_by_form_and_by_known_values(string text, string masked) =>
        Assert.Equal(masked, new SecretText(["known-value"]).Of(text));

    [Fact]
    public async Task The_key_of_a_plan_is_masked_in_all_texts()
    {
        await using var gateway = await RecordedGateway.StartAsync(TestPlan.Api);

        var record = await gateway.SendAsync("GET", "/feed", null, ("X-API-Key", TestPlan.Value));

        Assert.Contains("X-API-Key", AllOf(record), StringComparison.Ordinal);
        Assert.Lacks(TestPlan.Value, AllOf(record), StringComparison.Ordinal);
    }
}
