using System.Net;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization;

/// <summary>Tokens and settings at the edge of what the authorizer of a user pool accepts.</summary>
public sealed class TokenBoundaryTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private const string Other = "4o5c6vsl2gu5gm4nh6f73e0bep";

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("bEARER   ")]
    public async Task A_header_with_the_scheme_Bearer_alone_has_no_token(string header)
    {
        await using var pool = await TestPool.StartAsync(keys);

        using var response = await pool.GetAsync("", header);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.EndsWith(": the request has no token", pool.Gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bearer ")]
    [InlineData("BEARER    ")]
    public async Task Bearer_may_have_any_case_and_several_spaces_after_it(string scheme)
    {
        await using var pool = await TestPool.StartAsync(keys);

        using var response = await pool.GetAsync(pool.Tokens.IdToken(TestPool.Shopper), scheme);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_is_valid_from_the_second_of_its_nbf_claim()
    {
        await using var pool = await TestPool.StartAsync(keys, time: new FixedTime(DateTimeOffset.FromUnixTimeSeconds(1652877067)));
        var claims = pool.IdClaims();
        claims["nbf"] = 1652877067;

        using var response = await pool.GetAsync(pool.Sign(claims));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_sub_claim_has_2048_characters_at_most()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims["sub"] = new string('s', 2048);

        using var response = await pool.GetAsync(pool.Sign(claims));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_pool_whose_clients_are_not_in_the_template_accepts_the_tokens_of_any_client()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Users" }],
                Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
                UserPools = [TestPool.Pool with { ClientIds = new Dictionary<string, string>() }],
            },
            options => options with { DataFolder = keys.Path });

        var token = UserPoolTokens.Open(TestPool.Pool, keys.Path).IdToken(TestPool.Shopper);

        await gateway.SendAsync("GET", "/", ("Authorization", token)).HasStatusAsync(200);
    }

    [Theory]
    [InlineData("client_id", Other, "the token is for a client that the user pool does not have")]
    [InlineData("client_id", null, "the token is for a client that the user pool does not have")]
    [InlineData("token_use", "id", "the method has scopes, so it accepts only access tokens")]
    [InlineData("scope", null, "the token has none of the method's scopes: shop/write")]
    [InlineData("scope", "", "the token has none of the method's scopes: shop/write")]
    [InlineData("scope", "shop/read,shop/write", "the token has none of the method's scopes: shop/write")]
    public async Task An_access_token_with_a_wrong_or_missing_claim_is_refused(string claim, string? value, string reason)
    {
        await using var pool = await TestPool.StartAsync(keys, scopes: ["shop/write"]);
        var claims = pool.IdClaims();
        claims.Remove("aud");
        (claims["token_use"], claims["client_id"], claims["scope"]) = ("access", TestPool.ClientId, "shop/write");
        using var accepted = await pool.GetAsync(pool.Sign(claims));
        claims[claim] = value;

        await pool.AssertRefusedAsync(pool.Sign(claims), reason);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Theory]
    [InlineData(".+", false)]
    [InlineData(".*", true)]
    public async Task The_validation_expression_must_match_the_missing_audience_of_an_access_token_as_an_empty_text(
        string expression, bool isAccepted)
    {
        await using var pool = await TestPool.StartAsync(
            keys, ["shop/write"], authorizer: new() { Name = "Users", UserPools = ["Users"], ValidationExpression = expression });
        var token = pool.Tokens.AccessToken(TestPool.Shopper, ["shop/write"]);

        if (isAccepted)
            Assert.Equal(HttpStatusCode.OK, (await pool.GetAsync(token)).StatusCode);
        else
            await pool.AssertRefusedAsync(token, "the authorizer's validation expression needs an audience, but an access token has none");
    }

    [Fact]
    public async Task An_audience_that_does_not_match_the_validation_expression_is_named_as_the_reason_in_the_log()
    {
        await using var pool = await TestPool.StartAsync(
            keys, authorizer: new() { Name = "Users", UserPools = ["Users"], ValidationExpression = "other.*" });

        await pool.AssertRefusedAsync(
            pool.Tokens.IdToken(TestPool.Shopper), "the token's audience does not match the authorizer's validation expression");
    }

    [Fact]
    public async Task Groups_that_are_not_a_list_of_names_are_named_as_the_reason_in_the_log()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims["cognito:groups"] = "admin";

        await pool.AssertRefusedAsync(pool.Sign(claims), "the token's groups are not a list of names");
    }

    [Fact]
    public async Task A_header_parameter_crit_is_named_as_the_reason_in_the_log()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var header = pool.Header("RS256");
        header["crit"] = "exp";

        await pool.AssertRefusedAsync(pool.Sign(pool.IdClaims(), header), "the token's header has the parameter crit");
    }

    [Fact]
    public async Task Text_that_is_not_a_token_is_named_as_the_reason_in_the_log()
    {
        await using var pool = await TestPool.StartAsync(keys);

        await pool.AssertRefusedAsync("W10.W10.c2ln", "the token cannot be read");
    }

    [Fact]
    public async Task A_token_of_the_second_pool_of_an_authorizer_is_accepted()
    {
        var second = TestPool.Pool with { LogicalId = "Staff", PoolId = "us-east-1_sTaFfStAf", Issuer = "https://staff.example" };
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods =
                [
                    TestApi.Echo("GET", "/") with { Authorizer = "Users" },
                    TestApi.Echo("GET", "/again") with { Authorizer = "Users" },
                ],
                Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users", "Staff"] }],
                UserPools = [TestPool.Pool, second],
            },
            options => options with { DataFolder = keys.Path });

        var token = UserPoolTokens.Open(second, keys.Path).IdToken(TestPool.Shopper);

        await gateway.SendAsync("GET", "/", ("Authorization", token)).HasStatusAsync(200);
        await gateway.SendAsync("GET", "/again", ("Authorization", token)).HasStatusAsync(200);
    }

    [Fact]
    public async Task An_authorizer_of_an_unknown_kind_stops_the_start()
    {
        var api = new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Users" }],
            Authorizers = [new UnknownAuthorizer { Name = "Users" }],
        };

        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(api));

        Assert.Equal("TestApi: the authorizer Users is of a kind that is not supported yet: UnknownAuthorizer.", exception.Message);
    }

    private sealed record UnknownAuthorizer : Authorizer;
}
