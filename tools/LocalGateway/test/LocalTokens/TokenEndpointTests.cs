using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization;
using LocalGateway.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LocalGateway.Tests.LocalTokens;

public sealed class TokenEndpointTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private const string Path = "/_local/token";

    [Fact]
    public async Task An_id_token_of_the_token_endpoint_opens_a_method_of_the_API()
    {
        await using var gateway = await StartAsync();

        var (token, expiresIn) = await TokenAsync(gateway, """{"user":"shopper","groups":["anotherGroup","admin"],"email":"shopper@example.com"}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Authorization", $"Bearer {token}" } } };
        var claims = (await gateway.EventOfAsync(request))["requestContext"]!["authorizer"]!["claims"]!;

        Assert.Equal(3600, expiresIn);
        Assert.Equal("shopper", (string?)claims["cognito:username"]);
        Assert.Equal("anotherGroup,admin", (string?)claims["cognito:groups"]);
        Assert.Equal("shopper@example.com", (string?)claims["email"]);
        Assert.Equal(UserPoolTokens.Open(TestPool.Pool, keys.Path).SubjectOf("shopper"), (string?)claims["sub"]);
    }

    [Theory]
    [InlineData("Web")]
    [InlineData(TestPool.ClientId)]
    public async Task An_access_token_has_the_requested_scopes_lifetime_and_client(string client)
    {
        await using var gateway = await StartAsync();

        var (token, expiresIn) = await TokenAsync(gateway, $$"""{"user":"shopper","use":"access","scope":"shop/read shop/write","expires":"15m","client":"{{client}}"}""");

        var claims = new JsonWebToken(token);
        Assert.Equal(900, expiresIn);
        Assert.Equal("access", claims.GetClaim("token_use").Value);
        Assert.Equal("shop/read shop/write", claims.GetClaim("scope").Value);
        Assert.Equal(TestPool.ClientId, claims.GetClaim("client_id").Value);
        Assert.Equal(TimeSpan.FromMinutes(15), claims.ValidTo - claims.IssuedAt);
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("90m", 5400)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604_800)]
    public async Task The_lifetime_of_a_token_is_a_number_with_a_unit(string expires, long seconds)
    {
        await using var gateway = await StartAsync();

        Assert.Equal(seconds, (await TokenAsync(gateway, $$"""{"user":"shopper","expires":"{{expires}}"}""")).ExpiresIn);
    }

    [Theory]
    [InlineData("", "the body must be")]
    [InlineData("[]", "the body must be")]
    [InlineData("{}", "the body must be")]
    [InlineData("""{"user":""}""", "the body must be")]
    [InlineData("""{"user":null}""", "the body must be")]
    [InlineData("""{"user":"a","groups":null}""", "the body must be")]
    [InlineData("""{"user":"a","admin":true}""", "the body must be")]
    [InlineData("""{"user":"a","use":"refresh"}""", "use must be id or access")]
    [InlineData("""{"user":"a","scope":"x"}""", "scope needs use access")]
    [InlineData("""{"user":"a","expires":"soon"}""", "expires must be a whole number with s, m, h or d")]
    [InlineData("""{"user":"a","expires":"-1h"}""", "expires must be")]
    [InlineData("""{"user":"a","expires":"0s"}""", "expires must be")]
    [InlineData("""{"user":"a","expires":"3651d"}""", "expires must be")]
    [InlineData("""{"user":"a","expires":"2147483647d"}""", "expires must be")]
    [InlineData("""{"user":"a","client":"other"}""", "no user pool of the template has this client")]
    public async Task An_invalid_token_request_gets_400_with_the_reason(string body, string problem)
    {
        await using var gateway = await StartAsync();

        using var response = await PostAsync(gateway, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_request_with_another_content_type_gets_415_and_another_method_gets_405()
    {
        await using var gateway = await StartAsync();

        using var form = await gateway.Client.PostAsync(Path, new StringContent("""{"user":"a"}""", Encoding.UTF8, "text/plain"));
        using var get = await gateway.Client.GetAsync(Path);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        Assert.Equal("POST,OPTIONS", string.Join(',', get.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("http://localhost:5173")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://localhost")]
    public async Task A_page_on_this_machine_may_request_a_token_across_origins(string origin)
    {
        await using var gateway = await StartAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Path) { Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" } } };

        using var allowed = await gateway.Client.SendAsync(preflight);
        using var answered = await PostAsync(gateway, """{"user":"a"}""", ("Origin", origin));

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal(origin, Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("POST", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("Content-Type", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(origin, Assert.Single(answered.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("Origin", Assert.Single(answered.Headers.GetValues("Vary")));
        Assert.Equal("no-store", answered.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task A_page_from_another_machine_gets_403_and_no_token(string origin)
    {
        await using var gateway = await StartAsync();

        using var response = await PostAsync(gateway, """{"user":"a"}""", ("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_request_with_a_foreign_host_name_gets_403_and_no_token()
    {
        await using var gateway = await StartAsync();

        using var response = await PostAsync(gateway, """{"user":"a"}""", ("Host", "rebound.example.com"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_token_request_is_not_logged()
    {
        await using var gateway = await StartAsync();

        await TokenAsync(gateway, """{"user":"shopper"}""");

        Assert.Empty(gateway.Log.All);
    }

    [Fact]
    public async Task With_several_pools_the_client_chooses_the_pool_and_without_a_pool_there_is_no_token()
    {
        var other = new UserPool { LogicalId = "Others", PoolId = "us-east-1_other0000", Issuer = "https://example.com/other", ClientIds = new Dictionary<string, string> { ["App"] = "app-id" } };
        await using var two = await StartAsync(TestPool.Pool, other);
        await using var none = await StartAsync([]);

        using var unchosen = await PostAsync(two, """{"user":"a"}""");
        var (token, _) = await TokenAsync(two, """{"user":"a","client":"App"}""");
        using var without = await PostAsync(none, """{"user":"a"}""");

        Assert.Contains("choose one with client", await unchosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("https://example.com/other", new JsonWebToken(token).Issuer);
        Assert.Contains("the template has no user pool", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_endpoint_exists_only_when_the_option_ServeTokens_is_set()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/{proxy+}"));

        using var response = await PostAsync(gateway, """{"user":"a"}""");

        Assert.Equal("/_local/token", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["path"]);
    }

    [Fact]
    public async Task An_API_with_the_path_of_the_token_endpoint_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(
            new TestApi { Methods = [TestApi.Echo("GET", Path)] }, options => options with { ServeTokens = true }));

        Assert.Equal("GET /_local/token: this path is reserved for the local user pools.", exception.Message);
    }

    private Task<TestGateway> StartAsync() => StartAsync(TestPool.Pool);

    private Task<TestGateway> StartAsync(params UserPool[] pools) => TestGateway.StartAsync(
        new TestApi
        {
            Methods = [pools.Length == 0 ? TestApi.Echo("GET", "/") : TestApi.Echo("GET", "/") with { Authorizer = "Users" }],
            Authorizers = pools.Length == 0 ? [] : [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
            UserPools = pools,
        },
        options => options with { ServeTokens = true, DataFolder = keys.Path });

    private static async Task<(string Token, long ExpiresIn)> TokenAsync(TestGateway gateway, string body)
    {
        using var response = await PostAsync(gateway, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((string)answer["token"]!, (long)answer["expiresIn"]!);
    }

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return gateway.Client.SendAsync(request);
    }
}
