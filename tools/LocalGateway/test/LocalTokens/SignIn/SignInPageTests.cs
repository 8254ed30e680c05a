using System.Net;
using LocalGateway.Tests.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LocalGateway.Tests.LocalTokens.SignIn;

/// <summary><c>/oauth2/authorize</c>, <c>/login</c> and <c>/logout</c> of a local pool.</summary>
public sealed class SignInPageTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    [Fact]
    public async Task A_user_signs_in_on_the_page_and_the_client_gets_tokens_that_the_API_accepts()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        var redirect = await pool.SignInAsync(
            SignInPool.Authorize(("code_challenge", SignInPool.Challenge), ("code_challenge_method", "S256"), ("nonce", "n"), ("scope", "openid email")),
            "ada");
        var (status, tokens) = await pool.ExchangeAsync(redirect["code"], ("code_verifier", SignInPool.Verifier));

        Assert.Equal("a state & more", redirect["state"]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["id_token", "access_token", "refresh_token", "expires_in", "token_type"], tokens.Select(member => member.Key));
        Assert.Equal((1200, "Bearer"), ((int)tokens["expires_in"]!, (string)tokens["token_type"]!));
        var (id, access) = (new JsonWebToken((string)tokens["id_token"]!), new JsonWebToken((string)tokens["access_token"]!));
        Assert.Equal(("ada", "ada@example.com", "n"), (id.GetClaim("cognito:username").Value, id.GetClaim("email").Value, id.GetClaim("nonce").Value));
        Assert.Equal("admin", id.GetClaim("cognito:groups").Value);
        Assert.Equal("openid email", access.GetClaim("scope").Value);
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20)), (id.ValidTo - id.IssuedAt, access.ValidTo - access.IssuedAt));
        Assert.Equal(id.GetClaim("origin_jti").Value, access.GetClaim("origin_jti").Value);
        Assert.Equal(HttpStatusCode.OK, await pool.OpenApiAsync((string)tokens["id_token"]!));
    }

    [Fact]
    public async Task A_user_who_is_signed_in_gets_the_next_code_without_the_page_until_the_session_ends()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        await pool.SignInAsync(SignInPool.Authorize(), "ada");

        using var again = await pool.BrowseAsync(SignInPool.Authorize());
        using var silent = await pool.BrowseAsync(SignInPool.Authorize(("prompt", "none")));
        using var asked = await pool.BrowseAsync(SignInPool.Authorize(("prompt", "login")));
        pool.Time.Advance(TimeSpan.FromMinutes(61));
        using var late = await pool.BrowseAsync(SignInPool.Authorize(("prompt", "none")));

        Assert.True(SignInPool.Redirect(again).ContainsKey("code"));
        Assert.True(SignInPool.Redirect(silent).ContainsKey("code"));
        Assert.StartsWith("/_local/Users/login?", $"{asked.Headers.Location}", StringComparison.Ordinal);
        Assert.Equal("login_required", SignInPool.Redirect(late)["error"]);
    }

    [Fact]
    public async Task Logout_ends_the_session_and_redirects_only_to_an_address_of_the_client()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        await pool.SignInAsync(SignInPool.Authorize(), "ada");

        using var foreign = await pool.BrowseAsync($"/_local/Users/logout?client_id={TestPool.ClientId}&logout_uri=https%3A%2F%2Fexample.com%2F");
        using var stillIn = await pool.BrowseAsync(SignInPool.Authorize());
        using var ended = await pool.BrowseAsync($"/_local/Users/logout?client_id={TestPool.ClientId}&logout_uri=http%3A%2F%2Flocalhost%3A8080%2Fbye");
        using var after = await pool.BrowseAsync(SignInPool.Authorize(("prompt", "none")));
        using var toPage = await pool.BrowseAsync(SignInPool.Authorize().Replace("oauth2/authorize", "logout", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.True(SignInPool.Redirect(stillIn).ContainsKey("code"));
        Assert.Equal("http://localhost:8080/bye", $"{ended.Headers.Location}");
        Assert.Equal("login_required", SignInPool.Redirect(after)["error"]);
        Assert.StartsWith("/_local/Users/login?", $"{toPage.Headers.Location}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_user_signs_in_with_the_groups_of_the_form()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var toClient = await pool.SignInAsync(
            SignInPool.Authorize().Replace("oauth2/authorize", "login", StringComparison.Ordinal), ("user", "eve@example.com"), ("group", "admin"), ("group", "anotherGroup"));
        var (_, tokens) = await pool.ExchangeAsync(SignInPool.Redirect(toClient)["code"]);

        var id = new JsonWebToken((string)tokens["id_token"]!);
        Assert.Equal(["admin", "anotherGroup"], id.Claims.Where(claim => claim.Type == "cognito:groups").Select(claim => claim.Value));
        Assert.Equal("eve@example.com", id.GetClaim("email").Value);
    }

    [Fact]
    public async Task An_implicit_client_gets_its_tokens_in_the_fragment()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        var redirect = await pool.SignInAsync(SignInPool.Authorize(("response_type", "token")), "ada");

        Assert.Equal(["access_token", "expires_in", "id_token", "state", "token_type"], redirect.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await pool.OpenApiAsync(redirect["id_token"]));
    }

    [Fact]
    public async Task The_parameters_of_a_callback_URL_of_an_app_are_kept()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        var redirect = await pool.SignInAsync(SignInPool.Authorize(("redirect_uri", "myapp://signed-in?from=pool")), "ada");

        Assert.Equal("pool", redirect["from"]);
        Assert.True(redirect.ContainsKey("code"));
    }

    [Fact]
    public async Task A_page_below_local_of_this_gateway_needs_no_callback_URL_in_the_template()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var page = $"{pool.Gateway.Url}_local/shop/";

        var redirect = await pool.SignInAsync(SignInPool.Authorize(("redirect_uri", page)), "ada");
        var (exchanged, _) = await pool.ExchangeAsync(redirect["code"], ("redirect_uri", page));
        using var signedOut = await pool.BrowseAsync($"/_local/Users/logout?client_id={SignInPool.Client.ClientId}&logout_uri={page}");

        Assert.Equal(HttpStatusCode.OK, exchanged);
        Assert.Equal(page, $"{signedOut.Headers.Location}");
    }

    [Theory]
    [InlineData("shop/")]
    [InlineData("_local")]
    [InlineData("_local/../shop/")]
    [InlineData("_local/%2e%2e/shop/")]
    [InlineData("_local/shop/#part")]
    public async Task Other_addresses_of_this_gateway_need_a_callback_URL_in_the_template(string path)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.BrowseAsync(SignInPool.Authorize(("redirect_uri", $"{pool.Gateway.Url}{path}")));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/_local/shop/")]
    [InlineData("http://localhost/_local/shop/")]
    [InlineData("http://example.com/_local/shop/")]
    public async Task A_page_of_another_gateway_needs_a_callback_URL_in_the_template(string page)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.BrowseAsync(SignInPool.Authorize(("redirect_uri", page)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("client_id", null, "client_id is missing")]
    [InlineData("client_id", "other", "no client &#39;other&#39;")]
    [InlineData("redirect_uri", "https://example.com/", "redirect_mismatch")]
    [InlineData("redirect_uri", "http://localhost:8080", "redirect_mismatch")]
    [InlineData("redirect_uri", "http://localhost:8080/?x=<script>", "&lt;script&gt;")]
    public async Task A_request_that_cannot_be_redirected_gets_a_page_with_the_reason(string parameter, string? value, string reason)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.BrowseAsync(SignInPool.Authorize((parameter, value)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Lacks("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "id_token", "invalid_request")]
    [InlineData("scope", "openid phone", "invalid_scope")]
    [InlineData("code_challenge", "abc", "invalid_request")]
    [InlineData("code_challenge_method", "S256", "invalid_request")]
    public async Task A_wrong_parameter_is_told_to_the_client_by_the_redirect(string parameter, string? value, string error)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.BrowseAsync(SignInPool.Authorize((parameter, value)));

        Assert.StartsWith(SignInPool.Callback, $"{response.Headers.Location}", StringComparison.Ordinal);
        var redirect = SignInPool.Redirect(response);
        Assert.Equal((error, "a state & more"), (redirect["error"], redirect["state"]));
    }

    [Fact]
    public async Task A_plain_challenge_of_PKCE_is_refused()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.BrowseAsync(SignInPool.Authorize(("code_challenge", SignInPool.Verifier), ("code_challenge_method", "plain")));

        Assert.Equal("invalid_request", SignInPool.Redirect(response)["error"]);
    }

    [Fact]
    public async Task A_client_uses_only_its_own_flows()
    {
        await using var codeOnly = await SignInPool.StartAsync(keys, SignInPool.Client with { OAuthFlows = ["code"] });
        await using var none = await SignInPool.StartAsync(keys, SignInPool.Client with { OAuthFlows = [] });

        using var token = await codeOnly.BrowseAsync(SignInPool.Authorize(("response_type", "token")));
        using var refused = await none.BrowseAsync(SignInPool.Authorize());

        Assert.Equal("unauthorized_client", SignInPool.Redirect(token)["error"]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task The_page_shows_users_and_groups_as_text_and_runs_no_script()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.BrowseAsync(SignInPool.Authorize().Replace("oauth2/authorize", "login", StringComparison.Ordinal));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Lacks("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Lacks("\" onclick=", page, StringComparison.OrdinalIgnoreCase);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("user", "")]
    [InlineData("user", "   ")]
    [InlineData("name", "ada")]
    public async Task A_form_without_a_user_signs_nobody_in(string field, string value)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        using var response = await pool.SignInAsync(SignInPool.Authorize().Replace("oauth2/authorize", "login", StringComparison.Ordinal), (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_foreign_page_cannot_sign_in_a_user()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var page = SignInPool.Authorize().Replace("oauth2/authorize", "login", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, page)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("user", "ada")]),
            Headers = { { "Origin", "https://example.com" } },
        };

        using var response = await pool.Gateway.Client.SendAsync(request);
        var byName = await pool.Gateway.SendRawAsync($"GET {page} HTTP/1.1", "Host: rebound.example", "Connection: close");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(403, byName.Status);
    }
}
