using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization;

public sealed class CognitoTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    [Theory]
    [InlineData("Bearer ")]
    [InlineData("")]
    public async Task An_id_token_is_accepted_with_or_without_Bearer(string scheme)
    {
        await using var pool = await TestPool.StartAsync(keys);

        using var response = await pool.GetAsync(pool.Tokens.IdToken(TestPool.Shopper), scheme);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_token_may_come_in_another_header_that_the_authorizer_names()
    {
        await using var pool = await TestPool.StartAsync(keys, authorizer: new() { Name = "Users", UserPools = ["Users"], Header = "X-Token" });

        using var response = await pool.GetAsync(pool.Tokens.IdToken(TestPool.Shopper), header: "X-Token");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_method_without_an_authorizer_is_open_and_its_event_has_no_authorizer()
    {
        await using var pool = await TestPool.StartAsync(keys, others: TestApi.Echo("GET", "/open"));

        Assert.Null((await pool.Gateway.EventOfAsync("/open"))["requestContext"]!["authorizer"]);
    }

    [Fact]
    public async Task Every_claim_of_an_id_token_reaches_the_function_as_text()
    {
        var time = new FixedTime(DateTimeOffset.FromUnixTimeSeconds(1652877067));
        await using var pool = await TestPool.StartAsync(keys, time: time);
        var user = TestPool.Shopper with { Attributes = new Dictionary<string, string> { ["custom:tier"] = "7" } };

        var authorizer = await AuthorizerOfAsync(pool, pool.Tokens.IdToken(user));

        Assert.Equal(["claims"], authorizer.Select(member => member.Key));
        var claims = authorizer["claims"]!.AsObject();
        Assert.Every(claims, claim => Assert.Equal(System.Text.Json.JsonValueKind.String, claim.Value!.GetValueKind()));
        Assert.Equal("Wed May 18 12:31:07 UTC 2022", (string?)claims["iat"]);
        Assert.Equal("Wed May 18 13:31:07 UTC 2022", (string?)claims["exp"]);
        Assert.Equal("1652877067", (string?)claims["auth_time"]);
        Assert.Equal("anotherGroup,admin", (string?)claims["cognito:groups"]);
        Assert.Equal("shopper@example.com", (string?)claims["email"]);
        Assert.Equal("true", (string?)claims["email_verified"]);
        Assert.Equal("shopper", (string?)claims["cognito:username"]);
        Assert.Equal("id", (string?)claims["token_use"]);
        Assert.Equal(TestPool.ClientId, (string?)claims["aud"]);
        Assert.Equal(TestPool.Pool.Issuer, (string?)claims["iss"]);
        Assert.Equal("7", (string?)claims["custom:tier"]);
        Assert.Equal(pool.Tokens.SubjectOf("shopper"), (string?)claims["sub"]);
    }

    [Fact]
    public async Task Claims_with_numbers_lists_objects_and_out_of_range_dates_reach_the_function_as_text()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims["exp"] = long.MaxValue;
        claims["custom:list"] = new JsonArray(1, true, "x");
        claims["custom:object"] = new JsonObject { ["a"] = 1 };

        var seen = (await AuthorizerOfAsync(pool, pool.Sign(claims)))["claims"]!;

        Assert.Equal("9223372036854775807", (string?)seen["exp"]);
        Assert.Equal("1,true,x", (string?)seen["custom:list"]);
        Assert.Equal("""{"a":1}""", (string?)seen["custom:object"]);
    }

    [Fact]
    public async Task An_id_token_of_a_user_without_groups_has_no_groups_claim()
    {
        await using var pool = await TestPool.StartAsync(keys);

        var authorizer = await AuthorizerOfAsync(pool, pool.Tokens.IdToken(new PoolUser("loner")));

        Assert.False(authorizer["claims"]!.AsObject().ContainsKey("cognito:groups"));
    }

    [Fact]
    public async Task An_access_token_has_client_id_scope_and_username_and_neither_aud_nor_email()
    {
        await using var pool = await TestPool.StartAsync(keys, scopes: ["shop/write"]);

        var authorizer = await AuthorizerOfAsync(pool, pool.Tokens.AccessToken(TestPool.Shopper, ["shop/read", "shop/write"]));

        var claims = authorizer["claims"]!.AsObject();
        Assert.Equal("access", (string?)claims["token_use"]);
        Assert.Equal(TestPool.ClientId, (string?)claims["client_id"]);
        Assert.Equal("shop/read shop/write", (string?)claims["scope"]);
        Assert.Equal("shopper", (string?)claims["username"]);
        Assert.Equal("anotherGroup,admin", (string?)claims["cognito:groups"]);
        Assert.False(claims.ContainsKey("aud") || claims.ContainsKey("email") || claims.ContainsKey("cognito:username"));
    }

    [Fact]
    public async Task A_method_without_scopes_refuses_an_access_token()
    {
        await using var pool = await TestPool.StartAsync(keys);

        await pool.AssertRefusedAsync(pool.Tokens.AccessToken(TestPool.Shopper, []), "the method accepts only ID tokens");
    }

    [Fact]
    public async Task A_method_with_scopes_refuses_an_id_token()
    {
        await using var pool = await TestPool.StartAsync(keys, scopes: ["shop/write"]);

        await pool.AssertRefusedAsync(pool.Tokens.IdToken(TestPool.Shopper), "the method has scopes, so it accepts only access tokens");
    }

    [Fact]
    public async Task An_access_token_with_none_of_the_methods_scopes_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys, scopes: ["shop/write"]);

        await pool.AssertRefusedAsync(pool.Tokens.AccessToken(TestPool.Shopper, ["shop/read", "shop/writer"]), "the token has none of the method's scopes: shop/write");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_request_without_a_token_is_refused(string? token)
    {
        await using var pool = await TestPool.StartAsync(keys);

        await pool.AssertRefusedAsync(token, "the request has no token");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm8ganNvbg.c2ln")]
    [InlineData("W10.W10.c2ln")]
    [InlineData("bnVsbA.bnVsbA.c2ln")]
    [InlineData("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d")]
    public async Task Text_that_is_not_a_token_is_refused(string token)
    {
        await using var pool = await TestPool.StartAsync(keys);

        using var response = await pool.GetAsync(token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_of_20000_characters_gets_431()
    {
        await using var pool = await TestPool.StartAsync(keys);

        using var response = await pool.GetAsync(new string('a', 20_000));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_token_signed_with_another_key_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);
        using var other = RSA.Create(2048);

        await pool.AssertRefusedAsync(pool.Sign(pool.IdClaims(), null, other), "the token's signature is not valid: the token names the issuer and a key of Users, but this key has not signed this text");
    }

    [Fact]
    public async Task A_token_whose_kid_is_missing_or_unknown_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);

        await pool.AssertRefusedAsync(pool.Sign(pool.IdClaims(), new() { ["alg"] = "RS256" }), "the token is signed with a key that the user pool does not have");
        await pool.AssertRefusedAsync(pool.Sign(pool.IdClaims(), new() { ["alg"] = "RS256", ["kid"] = "other" }), "the token is signed with a key that the user pool does not have");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    public async Task An_unsigned_token_is_refused(string algorithm)
    {
        await using var pool = await TestPool.StartAsync(keys);

        await pool.AssertRefusedAsync(TestPool.Token(pool.Header(algorithm), pool.IdClaims(), _ => []), "the token is not signed with RS256");
    }

    [Fact]
    public async Task A_token_signed_by_hmac_with_the_public_key_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var publicKey = System.Text.Encoding.ASCII.GetBytes(pool.Key.SecurityKey.Rsa.ExportSubjectPublicKeyInfoPem());

        var token = TestPool.Token(pool.Header("HS256"), pool.IdClaims(), input => HMACSHA256.HashData(publicKey, input));

        await pool.AssertRefusedAsync(token, "the token is not signed with RS256");
    }

    [Fact]
    public async Task A_token_signed_by_the_right_key_with_another_algorithm_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);

        var token = TestPool.Token(
            pool.Header("RS512"), pool.IdClaims(), input => pool.Key.SecurityKey.Rsa.SignData(input, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));

        await pool.AssertRefusedAsync(token, "the token is not signed with RS256");
    }

    [Fact]
    public async Task A_token_with_an_altered_payload_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var parts = pool.Sign(pool.IdClaims()).Split('.');
        var altered = pool.IdClaims();
        altered["cognito:groups"] = new JsonArray("admin");

        var token = $"{parts[0]}.{Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(altered.ToJsonString())}.{parts[2]}";

        await pool.AssertRefusedAsync(token, "the token's signature is not valid: the token names the issuer and a key of Users, but this key has not signed this text");
    }

    [Theory]
    [InlineData("iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other1234", "the token has another issuer than Users")]
    [InlineData("iss", null, "the token has another issuer than Users")]
    [InlineData("aud", "other", "the token is for a client that the user pool does not have")]
    [InlineData("aud", null, "the token is for a client that the user pool does not have")]
    [InlineData("token_use", "other", "the method accepts only ID tokens")]
    [InlineData("token_use", null, "the method accepts only ID tokens")]
    [InlineData("exp", null, "the token has no expiry")]
    [InlineData("exp", "soon", "the token cannot be read")]
    [InlineData("nbf", "soon", "the token cannot be read")]
    public async Task A_token_with_a_wrong_or_missing_claim_is_refused(string claim, string? value, string reason)
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;

        await pool.AssertRefusedAsync(pool.Sign(claims), reason);
    }

    [Fact]
    public async Task An_expired_token_gets_a_message_that_says_so()
    {
        await using var pool = await TestPool.StartAsync(keys, time: new FixedTime(DateTimeOffset.FromUnixTimeSeconds(1652877067)));

        await pool.AssertRefusedAsync(pool.Tokens.IdToken(TestPool.Shopper, TimeSpan.Zero), "the token has expired", "The incoming token has expired");
    }

    [Fact]
    public async Task A_token_is_accepted_until_the_second_it_expires()
    {
        await using var pool = await TestPool.StartAsync(keys, time: new FixedTime(DateTimeOffset.FromUnixTimeSeconds(1652877067)));

        using var response = await pool.GetAsync(pool.Tokens.IdToken(TestPool.Shopper, TimeSpan.FromSeconds(1)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_yet_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims["nbf"] = pool.Time.GetUtcNow().ToUnixTimeSeconds() + 60;

        await pool.AssertRefusedAsync(pool.Sign(claims), "the token is not valid yet");
    }

    [Theory]
    [InlineData("3n4b.*", true)]
    [InlineData("3n4b", false)]
    public async Task The_validation_expression_must_match_the_whole_audience(string expression, bool matches)
    {
        await using var pool = await TestPool.StartAsync(keys, authorizer: new() { Name = "Users", UserPools = ["Users"], ValidationExpression = expression });

        using var response = await pool.GetAsync(pool.Tokens.IdToken(TestPool.Shopper));

        Assert.Equal(matches, response.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_missing_authorizer_a_missing_pool_or_an_invalid_expression_stops_the_start()
    {
        var method = TestApi.Echo("GET", "/") with { Authorizer = "Users" };
        var noAuthorizer = new TestApi { Methods = [method] };
        var noPool = noAuthorizer with { Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Nobody"] }] };
        var badExpression =
            noAuthorizer with { Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = [], ValidationExpression = "(" }] };

        await AssertRefusedAsync(noAuthorizer, "no authorizer Users");
        await AssertRefusedAsync(noPool, "no user pool Nobody");
        await AssertRefusedAsync(badExpression, "not a valid regular expression");

        static async Task AssertRefusedAsync(TestApi api, string message) =>
            Assert.Contains(message, (await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(api))).Message, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> AuthorizerOfAsync(TestPool pool, string token)
    {
        using var response = await pool.GetAsync(token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["requestContext"]!["authorizer"]!.AsObject();
    }
}
