using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Tests.Authorization;

/// <summary>Tokens that are signed with the key of the pool but that no pool would issue. Each of them gets 401.</summary>
public sealed class UnlikelyTokenTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    /// <summary>Claims with JSON values that no pool issues.</summary>
    public static TheoryData<string, string> Claims
    {
        get
        {
            string[] noText = ["null", "1", "true", "[]", "{}", "[\"a\"]", "[[\"a\"]]", "\"\""];
            string[] noTime = ["null", "\"1\"", "1.5", "1e400", "[1]", "{}", "true", "99999999999999999999"];
            string[] noGroups =
            [
                "null", "1", "true", "{}", "\"\"", "\"admin\"", "\"[admin]\"", "\"a,admin\"", "[[\"admin\"]]", "[[[\"admin\"]]]",
                "[\"a\",[\"admin\"]]", "[1]", "[null]", "[true]", "[{\"a\":\"admin\"}]", "{\"admin\":\"admin\"}",
            ];
            (string Claim, string[] Values)[] cases =
            [
                ("sub", [.. noText, $"\"{new string('s', 2049)}\"", $"\"{new string('s', 3000)}\""]),
                ("iss", noText), ("aud", noText), ("token_use", noText), ("exp", [.. noTime, "0", "-1"]), ("nbf", noTime),
                ("cognito:groups", noGroups),
            ];
            var data = new TheoryData<string, string>();
            foreach (var (claim, values) in cases)
            {
                foreach (var value in values)
                    data.Add(claim, value);
            }

            return data;
        }
    }

    /// <summary>Payloads. GOOD stands for the members of a valid payload.</summary>
    public static TheoryData<string> Payloads => new()
    {
        "{GOOD} ,", "{GOOD}x", "{GOOD}{}", "{GOOD}\0", "{GOOD}}", "[{GOOD}]", "{GOOD", "{GOOD,}", "//\n{GOOD}", "\ufeff{GOOD}", "",
        "{GOOD,\"sub\":\"another\"}", "{\"sub\":\"another\",GOOD}", "{GOOD,\"\\u0073ub\":\"another\"}", "{GOOD,\"x\":1,\"x\":1}",
        "{GOOD,\"cognito:groups\":[],\"cognito:groups\":[\"admin\"]}", "{GOOD,\"x\":{\"y\":1,\"y\":2}}",
        "{GOOD,\"x\":\"\\ud83d\"}", "{GOOD,\"x\":[{\"y\":\"\\ude00\"}]}", "{GOOD,\"\\ud83d\":1}", "{GOOD,\"cognito:groups\":[\"\\ud83d\"]}",
        "{GOOD,\"x\":01}", "{GOOD,\"x\":NaN}", "{GOOD,\"x\":'y'}", $"{{GOOD,\"x\":{new string('[', 100)}{new string(']', 100)}}}",
    };

    /// <summary>Headers. GOOD stands for the members of a valid header.</summary>
    public static TheoryData<string> Headers => new()
    {
        "{GOOD,\"crit\":[\"x\"],\"x\":1}", "{GOOD,\"crit\":[\"b64\"],\"b64\":true}", "{GOOD,\"crit\":[]}", "{GOOD,\"crit\":null}",
        "{GOOD,\"crit\":\"exp\"}", "{GOOD,\"alg\":\"none\"}", "{\"alg\":\"none\",GOOD}", "{GOOD,\"kid\":\"another\"}", "{GOOD}x", "{GOOD,}",
        "{GOOD,\"x\":\"\\ud83d\"}", "[{GOOD}]", "",
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task A_token_with_a_claim_value_that_no_pool_issues_is_refused(string claim, string json)
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims.Remove(claim);

        await AssertUnauthorizedAsync(pool, GoodHeader(pool), Encode($"{{{Members(claims)},\"{claim}\":{json}}}"));
    }

    [Fact]
    public async Task A_token_without_a_sub_claim_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);
        var claims = pool.IdClaims();
        claims.Remove("sub");

        await pool.AssertRefusedAsync(pool.Sign(claims), "the token's sub is not one that a user pool issues");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task A_token_with_a_malformed_or_ambiguous_payload_is_refused(string payload)
    {
        await using var pool = await TestPool.StartAsync(keys);

        await AssertUnauthorizedAsync(pool, GoodHeader(pool), Filled(payload, pool.IdClaims()));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_token_with_a_header_that_no_pool_writes_is_refused(string header)
    {
        await using var pool = await TestPool.StartAsync(keys);

        await AssertUnauthorizedAsync(pool, Filled(header, pool.Header("RS256")), Filled("{GOOD}", pool.IdClaims()));
    }

    [Fact]
    public async Task A_token_whose_payload_is_not_UTF_8_is_refused()
    {
        await using var pool = await TestPool.StartAsync(keys);
        byte[] payload = [.. Encoding.UTF8.GetBytes($"{{{Members(pool.IdClaims())},\"x\":\""), 0xE9, .. "\"}"u8];

        await AssertUnauthorizedAsync(pool, GoodHeader(pool), Base64UrlEncoder.Encode(payload));
    }

    [Theory]
    [InlineData("{GOOD}")]
    [InlineData(" {GOOD , \"x\" : [ { } ] }\n")]
    [InlineData("{GOOD,\"cognito:groups\":[\"a\",\"b,c\"],\"x\":\"\\ud83d\\ude00\\u0000\"}")]
    [InlineData("{GOOD,\"cognito:groups\":[]}")]
    public async Task A_valid_token_that_is_signed_in_the_same_way_is_accepted(string payload)
    {
        await using var pool = await TestPool.StartAsync(keys);

        using var response = await pool.GetAsync(Signed(pool, GoodHeader(pool), Filled(payload, pool.IdClaims())));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task AssertUnauthorizedAsync(TestPool pool, string header, string payload)
    {
        using var response = await pool.GetAsync(Signed(pool, header, payload));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static string GoodHeader(TestPool pool) => Filled("{GOOD}", pool.Header("RS256"));

    private static string Signed(TestPool pool, string header, string payload)
    {
        var signature = pool.Key.SecurityKey.Rsa.SignData(
            Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{payload}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Filled(string text, JsonObject good) => Encode(text.Replace("GOOD", Members(good), StringComparison.Ordinal));

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);

    private static string Members(JsonObject json) => json.ToJsonString()[1..^1];
}
