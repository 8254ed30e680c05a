using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Tests.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LocalGateway.Tests.LocalTokens.SignIn;

/// <summary><c>/oauth2/token</c>, <c>/oauth2/revoke</c> and <c>/oauth2/userInfo</c> of a local pool.</summary>
public sealed class TokenEndpointsTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    [Fact]
    public async Task A_code_is_good_once_and_for_five_minutes()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var code = (await pool.SignInAsync(SignInPool.Authorize(), "ada"))["code"];
        using var next = await pool.BrowseAsync(SignInPool.Authorize());
        var late = SignInPool.Redirect(next)["code"];

        var (first, _) = await pool.ExchangeAsync(code);
        await AssertInvalidGrantAsync(pool.ExchangeAsync(code));
        pool.Time.Advance(TimeSpan.FromMinutes(5));
        await AssertInvalidGrantAsync(pool.ExchangeAsync(late));

        Assert.Equal(HttpStatusCode.OK, first);
    }

    [Theory]
    [InlineData("redirect_uri", "http://localhost:8080/other")]
    [InlineData("code_verifier", "wrong")]
    [InlineData("code", "unknown")]
    public async Task A_code_is_good_only_with_the_values_of_the_sign_in(string field, string value)
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var challenge = new (string, string?)[] { ("code_challenge", SignInPool.Challenge), ("code_challenge_method", "S256") };
        var code = (await pool.SignInAsync(SignInPool.Authorize(challenge), "ada"))["code"];

        await AssertInvalidGrantAsync(pool.ExchangeAsync(code, [("code_verifier", SignInPool.Verifier), (field, value)]));
    }

    [Fact]
    public async Task A_code_with_a_challenge_needs_the_verifier()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var code = (await pool.SignInAsync(SignInPool.Authorize(("code_challenge", SignInPool.Challenge), ("code_challenge_method", "S256")), "ada"))["code"];

        await AssertInvalidGrantAsync(pool.ExchangeAsync(code));
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_of_the_same_sign_in_until_it_expires()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var tokens = await pool.TokensOfAsync("ada");

        pool.Time.Advance(TimeSpan.FromDays(1));
        var (status, refreshed) = await RefreshAsync(pool, (string)tokens["refresh_token"]!);
        pool.Time.Advance(TimeSpan.FromDays(1));
        await AssertInvalidGrantAsync(RefreshAsync(pool, (string)tokens["refresh_token"]!));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["id_token", "access_token", "expires_in", "token_type"], refreshed.Select(member => member.Key));
        var (before, after) = (new JsonWebToken((string)tokens["id_token"]!), new JsonWebToken((string)refreshed["id_token"]!));
        Assert.Equal(before.GetClaim("auth_time").Value, after.GetClaim("auth_time").Value);
        Assert.Equal(before.Subject, after.Subject);
        Assert.True(after.ValidTo > before.ValidTo);
        Assert.Equal("admin", after.GetClaim("cognito:groups").Value);
    }

    [Fact]
    public async Task A_refresh_token_survives_a_restart_of_the_gateway()
    {
        string token;
        await using (var pool = await SignInPool.StartAsync(keys))
            token = (string)(await pool.TokensOfAsync("ada"))["refresh_token"]!;
        await using var restarted = await SignInPool.StartAsync(keys);

        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(restarted, token)).Status);
    }

    [Fact]
    public async Task Revoking_a_refresh_token_ends_its_tokens_and_no_others()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var (ended, other) = (await pool.TokensOfAsync("ada", ("prompt", "login")), await pool.TokensOfAsync("ada", ("prompt", "login")));

        var (status, _) = await pool.PostAsync("oauth2/revoke", ("client_id", TestPool.ClientId), ("token", (string)ended["refresh_token"]!));
        var (unknown, _) = await pool.PostAsync("oauth2/revoke", ("client_id", TestPool.ClientId), ("token", "unknown"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, unknown));
        await AssertInvalidGrantAsync(RefreshAsync(pool, (string)ended["refresh_token"]!));
        Assert.Equal(HttpStatusCode.Unauthorized, (await UserInfoAsync(pool, (string)ended["access_token"]!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(pool, (string)other["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task The_user_info_has_the_attributes_of_the_user()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var tokens = await pool.TokensOfAsync("ADA@example.com");

        var (status, info) = await UserInfoAsync(pool, (string)tokens["access_token"]!);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            $$"""{"sub":"{{new JsonWebToken((string)tokens["id_token"]!).Subject}}","email":"ada@example.com","email_verified":"true","username":"ada"}""",
            info.ToJsonString());
    }

    [Fact]
    public async Task The_user_info_needs_a_valid_access_token_with_the_scope_openid()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var tokens = await pool.TokensOfAsync("ada", ("prompt", "login"));
        var unscoped = await pool.TokensOfAsync("ada", ("scope", "notes/read"), ("prompt", "login"));
        var access = (string)tokens["access_token"]!;
        string[] wrong = [(string)tokens["id_token"]!, (string)unscoped["access_token"]!, access[..^4] + "AAAA", $"{access}.x", "x", ""];

        Assert.False(unscoped.ContainsKey("id_token"));
        await Assert.EveryAsync(wrong, async token => Assert.Equal(HttpStatusCode.Unauthorized, (await UserInfoAsync(pool, token)).Status));
        pool.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Unauthorized, (await UserInfoAsync(pool, access)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_with_a_secret_sends_it_in_the_header_or_in_the_form(bool inHeader)
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var code = (await pool.SignInAsync(SignInPool.Authorize(("client_id", SignInPool.ConfidentialId)), "ada"))["code"];
        var fields = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = SignInPool.Callback };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_local/Users/oauth2/token");
        if (inHeader)
        {
            var credentials = $"{SignInPool.ConfidentialId}:{Uri.EscapeDataString(SignInPool.Secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        }
        else
        {
            (fields["client_id"], fields["client_secret"]) = (SignInPool.ConfidentialId, SignInPool.Secret);
        }

        request.Content = new FormUrlEncodedContent(fields);
        using var response = await pool.Gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("unknown", null)]
    [InlineData(SignInPool.ConfidentialId, null)]
    [InlineData(SignInPool.ConfidentialId, "wrong")]
    [InlineData(TestPool.ClientId, "a public client has none")]
    public async Task A_client_without_its_secret_gets_no_token(string client, string? secret)
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var code = (await pool.SignInAsync(SignInPool.Authorize(), "ada"))["code"];

        var (status, answer) = await pool.ExchangeAsync(code, secret is null ? [("client_id", client)] : [("client_id", client), ("client_secret", secret)]);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_client"), (status, (string)answer["error"]!));
    }

    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("client_credentials", "unsupported_grant_type")]
    [InlineData("refresh_token", "invalid_request")]
    public async Task A_token_request_with_a_wrong_grant_says_which_error_it_is(string grant, string error)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        var (status, answer) = await pool.PostAsync("oauth2/token", ("client_id", TestPool.ClientId), ("grant_type", grant));

        Assert.Equal((HttpStatusCode.BadRequest, error), (status, (string)answer["error"]!));
    }

    [Fact]
    public async Task A_client_without_the_refresh_flow_cannot_refresh()
    {
        await using var pool = await SignInPool.StartAsync(keys, SignInPool.Client with { AuthFlows = ["USER_SRP_AUTH"] });
        var tokens = await pool.TokensOfAsync("ada");

        var (status, answer) = await RefreshAsync(pool, (string)tokens["refresh_token"]!);

        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (status, (string)answer["error"]!));
    }

    [Theory]
    [InlineData("oauth2/token")]
    [InlineData("oauth2/revoke")]
    [InlineData("oauth2/userInfo")]
    public async Task A_page_of_this_machine_may_call_and_a_foreign_page_may_not(string path)
    {
        await using var pool = await SignInPool.StartAsync(keys);
        async Task<HttpResponseMessage> PreflightAsync(string origin) =>
            await pool.Gateway.SendAsync("OPTIONS", $"/_local/Users/{path}", ("Origin", origin), ("Access-Control-Request-Method", "POST"));

        using var local = await PreflightAsync("http://localhost:8080");
        using var foreign = await PreflightAsync("https://example.com");

        Assert.Equal(HttpStatusCode.NoContent, local.StatusCode);
        Assert.Equal("http://localhost:8080", Assert.Single(local.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static Task<(HttpStatusCode Status, JsonObject Answer)> RefreshAsync(SignInPool pool, string token) =>
        pool.PostAsync("oauth2/token", ("grant_type", "refresh_token"), ("client_id", TestPool.ClientId), ("refresh_token", token));

    private static async Task<(HttpStatusCode Status, JsonObject Answer)> UserInfoAsync(SignInPool pool, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_local/Users/oauth2/userInfo");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await pool.Gateway.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    private static async Task AssertInvalidGrantAsync(Task<(HttpStatusCode Status, JsonObject Answer)> exchange)
    {
        var (status, answer) = await exchange;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, (string)answer["error"]!));
    }
}
