using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization;
using LocalGateway.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Tests.LocalTokens.SignIn;

/// <summary>An API behind a user pool whose users sign in as on AWS, and a browser that keeps its cookies.</summary>
internal sealed class SignInPool : IAsyncDisposable
{
    public const string Callback = "http://localhost:8080/";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Secret = "a secret: with %20 and a colon";
    public const string ConfidentialId = "confidential-client";

    public static readonly AppClient Client = new()
    {
        ClientId = TestPool.ClientId,
        OAuthFlows = ["code", "implicit"],
        OAuthScopes = ["openid", "email", "notes/read"],
        CallbackUrls = [Callback, "myapp://signed-in?from=pool"],
        LogoutUrls = ["http://localhost:8080/bye"],
        DefaultRedirectUrl = Callback,
        AuthFlows = ["USER_SRP_AUTH", "USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"],
        IdTokenLifetime = TimeSpan.FromMinutes(10),
        AccessTokenLifetime = TimeSpan.FromMinutes(20),
        RefreshTokenLifetime = TimeSpan.FromDays(2),
    };

    private readonly HttpClient _browser;

    private SignInPool(TestGateway gateway, ManualTime time)
    {
        (Gateway, Time) = (gateway, time);
        _browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = gateway.Url };
    }

    public TestGateway Gateway { get; }

    public ManualTime Time { get; }

    public static string Challenge { get; } = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static async Task<SignInPool> StartAsync(PoolKeyFolder keys, AppClient? client = null)
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        client ??= Client;
        var confidential = Client with { ClientId = ConfidentialId, Secret = Secret };
        var pool = TestPool.Pool with
        {
            ClientIds = new Dictionary<string, string> { ["Web"] = client.ClientId, ["Server"] = ConfidentialId },
            Clients = new Dictionary<string, AppClient> { [client.ClientId] = client, [ConfidentialId] = confidential },
        };
        var api = new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Users" }],
            Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
            UserPools = [pool],
        };
        var gateway = await TestGateway.StartAsync(api, options => options with
        {
            ServeTokens = true,
            DataFolder = keys.Path,
            TimeProvider = time,
            Users =
            [
                new PoolUser("ada") { Groups = ["admin"], Email = "ada@example.com" },
                new PoolUser("<script>alert(1)</script>") { Groups = ["\" onclick=\"x"] },
            ],
        });
        return new(gateway, time);
    }

    /// <summary>The address of an authorize request. An argument overrides a parameter; null removes it.</summary>
    public static string Authorize(params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = TestPool.ClientId,
            ["redirect_uri"] = Callback,
            ["state"] = "a state & more",
        };
        foreach (var (name, value) in changes)
        {
            if (value is null)
                query.Remove(name);
            else
                query[name] = value;
        }

        return QueryHelpers.AddQueryString("/_local/Users/oauth2/authorize", query);
    }

    public Task<HttpResponseMessage> BrowseAsync(string address) => _browser.GetAsync(address);

    /// <summary>Sends the form of the sign-in page.</summary>
    public Task<HttpResponseMessage> SignInAsync(string page, params (string Name, string Value)[] fields) =>
        _browser.PostAsync(page, Form(fields));

    /// <summary>Signs in a user on the page and returns the parameters of the redirect to the client.</summary>
    public async Task<Dictionary<string, string>> SignInAsync(string authorize, string user)
    {
        using var toPage = await BrowseAsync(authorize);
        Assert.Equal(HttpStatusCode.Redirect, toPage.StatusCode);
        using var toClient = await SignInAsync($"{toPage.Headers.Location}", ("user", user));
        return Redirect(toClient);
    }

    /// <summary>The parameters of a redirect, in the query or in the fragment.</summary>
    public static Dictionary<string, string> Redirect(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var location = response.Headers.Location!;
        return QueryHelpers.ParseQuery(location.Fragment.Length > 0 ? location.Fragment[1..] : location.Query)
            .ToDictionary(entry => entry.Key, entry => entry.Value.ToString());
    }

    /// <summary>Calls an endpoint of the pool with a form.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Answer)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var response = await Gateway.Client.PostAsync($"/_local/Users/{path}", Form(fields));
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    /// <summary>Exchanges a code as the public client. An argument overrides a field or adds one.</summary>
    public Task<(HttpStatusCode Status, JsonObject Answer)> ExchangeAsync(string code, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = TestPool.ClientId,
            ["code"] = code,
            ["redirect_uri"] = Callback,
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return PostAsync("oauth2/token", [.. fields.Select(field => (field.Key, field.Value))]);
    }

    public async Task<JsonObject> TokensOfAsync(string user, params (string Name, string? Value)[] changes)
    {
        var redirect = await SignInAsync(Authorize(changes), user);
        var (status, tokens) = await ExchangeAsync(redirect["code"]);
        Assert.Equal(HttpStatusCode.OK, status);
        return tokens;
    }

    /// <summary>A call of the user pools API.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Answer)> CallAsync(string action, string body, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_local/Users/cognito-idp")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1"),
            Headers = { { "X-Amz-Target", $"AWSCognitoIdentityProviderService.{action}" } },
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await Gateway.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public async Task<HttpStatusCode> OpenApiAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Authorization", $"Bearer {token}" } } };
        using var response = await Gateway.Client.SendAsync(request);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Gateway.DisposeAsync();
    }

    private static FormUrlEncodedContent Form((string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
