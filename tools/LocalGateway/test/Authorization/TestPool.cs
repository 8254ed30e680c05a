using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Authorization;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Tests.Authorization;

/// <summary>An API behind a user pool, with helpers that forge tokens.</summary>
internal sealed class TestPool : IAsyncDisposable
{
    public const string ClientId = "3n4b5urk1ft4fl3mg5e62d9ado";

    public static readonly UserPool Pool = new()
    {
        LogicalId = "Users",
        PoolId = "us-east-1_aBcDeFgHi",
        Issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_aBcDeFgHi",
        ClientIds = new Dictionary<string, string> { ["Web"] = ClientId },
        Groups = ["admin", "anotherGroup"],
    };

    public static PoolUser Shopper { get; } = new("shopper") { Groups = ["anotherGroup", "admin"], Email = "shopper@example.com" };

    public required TestGateway Gateway { get; init; }

    public required UserPoolTokens Tokens { get; init; }

    public required UserPoolKey Key { get; init; }

    public required TimeProvider Time { get; init; }

    public static async Task<TestPool> StartAsync(
        PoolKeyFolder keys, IReadOnlyList<string>? scopes = null, TimeProvider? time = null, CognitoAuthorizer? authorizer = null, params ApiMethod[] others)
    {
        authorizer ??= new() { Name = "Users", UserPools = ["Users"] };
        time ??= TimeProvider.System;
        var api = new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Users", AuthorizationScopes = scopes ?? [] }, .. others],
            Authorizers = [authorizer],
            UserPools = [Pool],
        };
        return new()
        {
            Gateway = await TestGateway.StartAsync(api, options => options with { DataFolder = keys.Path, TimeProvider = time }),
            Tokens = UserPoolTokens.Open(Pool, keys.Path, time),
            Key = UserPoolKey.Open(Pool, keys.Path),
            Time = time,
        };
    }

    public async Task<HttpResponseMessage> GetAsync(string? token, string scheme = "Bearer ", string header = "Authorization")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (token is not null)
            request.Headers.TryAddWithoutValidation(header, scheme + token);
        return await Gateway.Client.SendAsync(request);
    }

    /// <summary>The claims of a valid ID token. A test changes them.</summary>
    public JsonObject IdClaims()
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["sub"] = "aaaaaaaa-bbbb-cccc-dddd-example",
            ["iss"] = Pool.Issuer,
            ["aud"] = ClientId,
            ["token_use"] = "id",
            ["auth_time"] = now,
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
    }

    /// <summary>A token with the given header and claims, signed with the key of the pool.</summary>
    public string Sign(JsonObject claims, JsonObject? header = null) => Sign(claims, header, Key.SecurityKey.Rsa);

    public string Sign(JsonObject claims, JsonObject? header, RSA key) => Token(
        header ?? Header("RS256"), claims, input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public JsonObject Header(string algorithm) => new() { ["alg"] = algorithm, ["kid"] = Key.SecurityKey.KeyId };

    public static string Token(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var input = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        return $"{input}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public async Task AssertRefusedAsync(string? token, string reason, string message = "Unauthorized")
    {
        using var response = await GetAsync(token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal($$"""{"message":"{{message}}"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("UnauthorizedException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.EndsWith($": {reason}", Gateway.Log.All[^1], StringComparison.Ordinal);
        if (!string.IsNullOrEmpty(token))
            Assert.Lacks(Gateway.Log.All, line => token.Split('.').Any(part => part.Length > 10 && line.Contains(part, StringComparison.Ordinal)));
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}

/// <summary>A data folder with keys. A test class creates the keys once, because that is slow.</summary>
public sealed class PoolKeyFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("user-pool-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
