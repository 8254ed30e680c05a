using System.Net;
using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization;

/// <summary>The claims of a token as text, in events and in mappings.</summary>
public sealed class ClaimTextTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    [Theory]
    [InlineData("iat", "0", "Thu Jan 01 00:00:00 UTC 1970")]
    [InlineData("iat", "-1", "-1")]
    [InlineData("exp", "253402300799", "Fri Dec 31 23:59:59 UTC 9999")]
    [InlineData("exp", "253402300800", "253402300800")]
    [InlineData("auth_time", "0", "0")]
    [InlineData("custom:number", "1.50", "1.50")]
    [InlineData("custom:none", "null", "null")]
    [InlineData("custom:list", "[]", "")]
    public async Task A_time_from_1970_to_9999_is_written_as_a_date_and_any_other_number_as_itself(string claim, string json, string text)
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims[claim] = JsonNode.Parse(json);

        using var response = await pool.GetAsync(pool.Sign(claims));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(text, (string?)seen["requestContext"]!["authorizer"]!["claims"]![claim]);
    }

    [Theory]
    [InlineData("context.authorizer.claims.email", "shopper@example.com")]
    [InlineData("context.authorizer.claims.cognito:groups", "anotherGroup,admin")]
    [InlineData("context.authorizer.claims.nickname", null)]
    [InlineData("context.authorizer.email", null)]
    [InlineData("context.authorizer.principalId", null)]
    public async Task A_parameter_mapping_reads_a_claim_by_its_name_after_claims(string source, string? value)
    {
        await using var pool = await StartAsync(Methods.Mock(null, ("X-One", source)));

        using var response = await SendAsync(pool);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(value, response.Headers.TryGetValues("X-One", out var values) ? Assert.Single(values) : null);
    }

    [Fact]
    public async Task A_mapping_template_reads_the_claims_as_a_map()
    {
        await using var pool = await StartAsync(
            Methods.Mock("$context.authorizer.keySet() $context.authorizer.claims.email $context.authorizer.claims['token_use']"));

        using var response = await SendAsync(pool);

        Assert.Equal("[claims] shopper@example.com id", await response.Content.ReadAsStringAsync());
    }

    private Task<TestPool> StartAsync(ApiMethod method) =>
        TestPool.StartAsync(keys, others: method with { ResourcePath = "/mapped", Authorizer = "Users" });

    private static Task<HttpResponseMessage> SendAsync(TestPool pool) =>
        pool.Gateway.SendAsync("POST", "/mapped", ("Authorization", pool.Tokens.IdToken(TestPool.Shopper)));
}
