using System.Net;
using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// Tokens with the pool's signature and claims that no pool would issue. A caller with such a token is anonymous or has no groups.
/// The token never causes a 500 and never makes its user an administrator.
/// </summary>
public sealed class UnlikelyClaimsTests(Storefront storefront) : IClassFixture<Storefront>
{
    /// <summary>JSON of the claim <c>sub</c>. If null, the token has no such claim.</summary>
    public static TheoryData<string?> Subjects => new()
    {
        null, "null", "\"\"", "1", "true", "[]", "{}", "[\"a\"]", "\" \"", "\"a b\"", "\"a#b\"", "\"a/b\"", "\"#\"", "\"CUSTOMER#a\"", "\"a\\u0000\"",
        "\"a\\u0001\"", "\"a\\n\"", "\"\\\"\"", "\"\\\\\"", "\"'\"", "\"${x}\"", "\"#set($x=1)\"", "\"ü\"", "\"😀\"", "\"\\ufffd\"",
        "\"\\ud83d\"", Quoted(129), Quoted(2_040), Quoted(2_048), Quoted(2_049), Quoted(3_000),
    };

    /// <summary>JSON of the claim <c>cognito:groups</c> that must not make its user an administrator.</summary>
    public static TheoryData<string> Groups => new()
    {
        "null", "1", "\"catalog-admins\"", "\"[catalog-admins]\"", "\"a,catalog-admins\"", "[[\"catalog-admins\"]]", "[[[\"catalog-admins\"]]]",
        "[\"a\",[\"catalog-admins\"]]", "[[\"a\",\"catalog-admins\"]]", "[{\"catalog-admins\":\"catalog-admins\"}]",
        "{\"catalog-admins\":\"catalog-admins\"}", "[1,\"catalog-admins\"]", "[null,\"catalog-admins\"]", "[]", "[\"\"]",
        "[\"[catalog-admins]\"]", "[\"catalog-admins,\"]", "[\",catalog-admins\"]", "[\"a,catalog-admins\"]", "[\"a,catalog-admins,b\",\"c\"]",
        "[\" catalog-admins\"]", "[\"Catalog-Admins\"]", "[\"catalog-admins\\u0000\"]",
    };

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task A_token_with_a_subject_that_no_pool_issues_gets_401(string? subject)
    {
        using var client = storefront.WithToken(storefront.SignedToken(claims =>
            WithClaim(WithClaim(claims, "cognito:groups", "[\"catalog-admins\"]"), "sub", subject)));
        foreach (var route in Assert.Some(ForUsers()))
        {
            var response = await SendAsync(client, route);

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {(int)response.StatusCode}");
            await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task A_token_with_groups_that_only_resemble_catalog_admins_gives_no_administrator_rights(string groups)
    {
        using var client = storefront.WithToken(storefront.SignedToken(claims => WithClaim(claims, "cognito:groups", groups)));
        foreach (var route in Assert.Some(ForUsers()))
        {
            var response = await SendAsync(client, route);

            var isForAdmins = DeclaredRoutes.ByName[route].Access.Group is not null;
            Assert.True(
                response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    || (!isForAdmins && (int)response.StatusCode < 500),
                $"{route}: {(int)response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("{}x")]
    [InlineData("{},\"sub\":\"another\"", true)]
    [InlineData("{},\"cognito:groups\":[\"catalog-admins\"],\"cognito:groups\":[]", true)]
    public async Task A_token_with_an_ambiguous_payload_gets_401(string pattern, bool isInside = false)
    {
        using var client = storefront.WithToken(storefront.SignedToken(claims => isInside
            ? $"{{{claims[1..^1]}{pattern[2..]}}}"
            : pattern.Replace("{}", claims, StringComparison.Ordinal)));
        foreach (var route in Assert.Some(ForUsers()))
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, (await SendAsync(client, route)).StatusCode));
    }

    [Fact]
    public async Task A_token_that_is_signed_in_the_same_way_and_has_the_group_catalog_admins_gives_administrator_rights()
    {
        using var client = storefront.WithToken(storefront.SignedToken(claims => WithClaim(claims, "cognito:groups", "[\"a\",\"catalog-admins\"]")));

        foreach (var route in Assert.Some(ForUsers()))
            Assert.False((await SendAsync(client, route)).StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, route);
    }

    private IEnumerable<string> ForUsers() => storefront.Api.Methods.Where(method => method.Authorizer is not null)
        .Select(method => $"{method.HttpMethod} {method.ResourcePath}");

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string route) =>
        client.SendAsync(ExampleRequest.Of(route, Guid.CreateVersion7().ToString()).With("If-None-Match", "*"));

    /// <summary>The payload of a token with another value of one claim, or without it.</summary>
    internal static string WithClaim(string claims, string name, string? json)
    {
        var others = JsonNode.Parse(claims)!.AsObject();
        others.Remove(name);
        var members = others.ToJsonString()[1..^1];
        return json is null ? $"{{{members}}}" : $"{{{members},\"{name}\":{json}}}";
    }

    private static string Quoted(int length) => $"\"{new string('s', length)}\"";
}
