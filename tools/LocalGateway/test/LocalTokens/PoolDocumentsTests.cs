using System.Net;
using System.Text.Json.Nodes;
using LocalGateway.Authorization;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization;
using LocalGateway.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Tests.LocalTokens;

public sealed class PoolDocumentsTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private const string Keys = "/_local/Users/.well-known/jwks.json";
    private const string Configuration = "/_local/Users/.well-known/openid-configuration";

    [Fact]
    public async Task A_client_can_verify_a_token_with_the_OpenID_configuration_alone()
    {
        await using var gateway = await StartAsync();

        var configuration = JsonNode.Parse(await gateway.TextOfAsync(Configuration))!;
        var published = new JsonWebKeySet(await gateway.Client.GetStringAsync((string)configuration["jwks_uri"]!));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            UserPoolTokens.Open(TestPool.Pool, keys.Path).IdToken(TestPool.Shopper),
            new()
            {
                IssuerSigningKeys = published.GetSigningKeys(),
                ValidIssuer = (string)configuration["issuer"]!,
                ValidAudience = TestPool.ClientId,
                ValidAlgorithms = ["RS256"],
            });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_aBcDeFgHi", result.Issuer);
    }

    [Fact]
    public async Task The_published_key_has_the_members_that_Cognito_publishes_and_nothing_private()
    {
        await using var gateway = await StartAsync();

        var key = Assert.Single(JsonNode.Parse(await gateway.TextOfAsync(Keys))!["keys"]!.AsArray())!.AsObject();

        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("RS256", "AQAB", "RSA", "sig"), ((string?)key["alg"], (string?)key["e"], (string?)key["kty"], (string?)key["use"]));
        Assert.Equal(256, Base64UrlEncoder.DecodeBytes((string?)key["n"]).Length);
        Assert.Equal(UserPoolKey.Open(TestPool.Pool, keys.Path).SecurityKey.KeyId, (string?)key["kid"]);
    }

    [Theory]
    [InlineData(Keys)]
    [InlineData(Configuration)]
    public async Task A_page_of_any_origin_may_read_the_pool_documents_but_not_write_them(string path)
    {
        await using var gateway = await StartAsync();

        using var read = await gateway.SendAsync("GET", path, ("Origin", "https://example.com"));
        using var written = await gateway.SendAsync("POST", path);

        Assert.Equal("*", Assert.Single(read.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("application/json", read.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", read.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, written.StatusCode);
        Assert.Equal(["GET", "HEAD"], written.Content.Headers.Allow);
        Assert.Empty(gateway.Log.All);
    }

    [Fact]
    public async Task Each_pool_has_its_own_documents_and_the_API_answers_for_an_unknown_pool()
    {
        var other = new UserPool { LogicalId = "Others", PoolId = "us-east-1_other0000", Issuer = "https://example.com/other" };
        await using var gateway = await StartAsync(TestPool.Pool, other);

        var ofOther = await gateway.TextOfAsync("/_local/Others/.well-known/openid-configuration");

        Assert.Equal("https://example.com/other", (string?)JsonNode.Parse(ofOther)!["issuer"]);
        Assert.NotEqual(await gateway.TextOfAsync(Keys), await gateway.TextOfAsync("/_local/Others/.well-known/jwks.json"));
        await gateway.SendAsync("GET", "/_local/Nobody/.well-known/jwks.json").HasStatusAsync(403);
    }

    [Fact]
    public async Task An_API_with_the_path_of_a_pool_document_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(
            new TestApi { Methods = [TestApi.Echo("GET", Keys)], UserPools = [TestPool.Pool] },
            options => options with { ServeTokens = true, DataFolder = keys.Path }));

        Assert.Equal($"GET {Keys}: this path is reserved for the local user pools.", exception.Message);
    }

    private Task<TestGateway> StartAsync(params UserPool[] pools) => TestGateway.StartAsync(
        new TestApi { Methods = [TestApi.Echo("GET", "/")], UserPools = pools.Length == 0 ? [TestPool.Pool] : pools },
        options => options with { ServeTokens = true, DataFolder = keys.Path });
}
