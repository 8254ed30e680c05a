using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Tests.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LocalGateway.Tests.LocalTokens.SignIn;

/// <summary>The calls of the user pools API. A library from npm makes the SRP calls in the integration tests.</summary>
public sealed class IdentityProviderTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private const string Password = "local-password";

    [Fact]
    public async Task A_user_signs_in_with_the_password_of_local_users()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        var result = await SignInAsync(pool);

        var (id, access) = (new JsonWebToken((string)result["IdToken"]!), new JsonWebToken((string)result["AccessToken"]!));
        Assert.Equal((1200, "Bearer"), ((int)result["ExpiresIn"]!, (string)result["TokenType"]!));
        Assert.Equal("admin", id.GetClaim("cognito:groups").Value);
        Assert.Equal("aws.cognito.signin.user.admin", access.GetClaim("scope").Value);
        Assert.Equal(HttpStatusCode.OK, await pool.OpenApiAsync((string)result["IdToken"]!));
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_until_it_is_revoked()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var token = (string)(await SignInAsync(pool))["RefreshToken"]!;
        var refresh = $$$"""{"ClientId":"{{{TestPool.ClientId}}}","AuthFlow":"REFRESH_TOKEN_AUTH","AuthParameters":{"REFRESH_TOKEN":"{{{token}}}"}}""";

        var (_, refreshed) = await pool.CallAsync("InitiateAuth", refresh);
        var (_, newer) = await pool.CallAsync("GetTokensFromRefreshToken", $$"""{"ClientId":"{{TestPool.ClientId}}","RefreshToken":"{{token}}"}""");
        var (revoked, _) = await pool.CallAsync("RevokeToken", $$"""{"ClientId":"{{TestPool.ClientId}}","Token":"{{token}}"}""");

        Assert.Equal(["AccessToken", "ExpiresIn", "IdToken", "TokenType"], refreshed["AuthenticationResult"]!.AsObject().Select(member => member.Key));
        Assert.NotNull(newer["AuthenticationResult"]!["IdToken"]);
        Assert.Equal(HttpStatusCode.OK, revoked);
        await AssertErrorAsync(pool.CallAsync("InitiateAuth", refresh), "NotAuthorizedException", "Invalid Refresh Token");
    }

    [Fact]
    public async Task GetUser_returns_the_attributes_of_the_user_of_an_access_token()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var result = await SignInAsync(pool);

        var (_, user) = await pool.CallAsync("GetUser", $$"""{"AccessToken":"{{result["AccessToken"]}}"}""");

        Assert.Equal("ada", (string?)user["Username"]);
        Assert.Contains("""{"Name":"email","Value":"ada@example.com"}""", user["UserAttributes"]!.ToJsonString(), StringComparison.Ordinal);
        await AssertErrorAsync(pool.CallAsync("GetUser", $$"""{"AccessToken":"{{result["IdToken"]}}"}"""), "NotAuthorizedException", "Invalid Access Token");
    }

    [Theory]
    [InlineData("""{"ClientId":"other"}""", "ResourceNotFoundException", "User pool client other does not exist.")]
    [InlineData("""{"ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","AuthFlow":"CUSTOM_AUTH"}""", "InvalidParameterException", "This machine has the flows")]
    [InlineData("""{"ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","AuthFlow":"USER_PASSWORD_AUTH"}""", "InvalidParameterException", "AuthParameters")]
    [InlineData("""{"ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"ada","PASSWORD":"wrong"}}""", "NotAuthorizedException", "Incorrect username or password.")]
    [InlineData("""{"ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"ada"}}""", "InvalidParameterException", "PASSWORD")]
    [InlineData("""{"ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","AuthFlow":"USER_SRP_AUTH","AuthParameters":{"USERNAME":"ada","SRP_A":"0"}}""", "InvalidParameterException", "SRP_A")]
    [InlineData("""{"ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","AuthFlow":"USER_SRP_AUTH","AuthParameters":{"USERNAME":"ada","SRP_A":"xyz"}}""", "InvalidParameterException", "SRP_A")]
    [InlineData("""{"ClientId":"confidential-client","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"ada","PASSWORD":"local-password"}}""", "NotAuthorizedException", "Unable to verify secret hash")]
    [InlineData("""{"ClientId":5}""", "SerializationException", "The body is not the JSON object of this call.")]
    [InlineData("[]", "SerializationException", "The body is not the JSON object of this call.")]
    [InlineData("", "SerializationException", "The body is not the JSON object of this call.")]
    public async Task A_wrong_call_gets_the_error_that_the_service_names(string body, string type, string message)
    {
        await using var pool = await SignInPool.StartAsync(keys);

        await AssertErrorAsync(pool.CallAsync("InitiateAuth", body), type, message);
    }

    [Fact]
    public async Task A_client_with_a_secret_signs_in_with_the_hash_of_the_user_name()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var hash = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(SignInPool.Secret), Encoding.UTF8.GetBytes($"ada{SignInPool.ConfidentialId}")));

        var (status, _) = await pool.CallAsync(
            "InitiateAuth",
            $$$"""{"ClientId":"{{{SignInPool.ConfidentialId}}}","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"ada","PASSWORD":"{{{Password}}}","SECRET_HASH":"{{{hash}}}"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_flow_that_the_client_does_not_have_is_refused()
    {
        await using var pool = await SignInPool.StartAsync(keys, SignInPool.Client with { AuthFlows = ["USER_SRP_AUTH"] });

        await AssertErrorAsync(pool.CallAsync("InitiateAuth", PasswordCall), "InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client");
    }

    [Fact]
    public async Task A_challenge_takes_one_answer_and_a_wrong_signature_is_a_wrong_password()
    {
        await using var pool = await SignInPool.StartAsync(keys);
        var (_, challenge) = await pool.CallAsync(
            "InitiateAuth", $$$"""{"ClientId":"{{{TestPool.ClientId}}}","AuthFlow":"USER_SRP_AUTH","AuthParameters":{"USERNAME":"ada","SRP_A":"abcdef"}}""");
        var block = (string)challenge["ChallengeParameters"]!["SECRET_BLOCK"]!;
        string Answer(string secretBlock) =>
            $$$"""
            {"ClientId":"{{{TestPool.ClientId}}}","ChallengeName":"PASSWORD_VERIFIER","ChallengeResponses":{"USERNAME":"ada",
            "PASSWORD_CLAIM_SECRET_BLOCK":"{{{secretBlock}}}","PASSWORD_CLAIM_SIGNATURE":"AAAA","TIMESTAMP":"Sat Nov 28 10:00:00 UTC 2026"}}
            """;

        Assert.Equal("PASSWORD_VERIFIER", (string?)challenge["ChallengeName"]);
        foreach (var secretBlock in (string[])[block, block, "unknown"])
            await AssertErrorAsync(pool.CallAsync("RespondToAuthChallenge", Answer(secretBlock)), "NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task A_call_that_this_machine_does_not_have_names_those_that_it_has()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        await AssertErrorAsync(
            pool.CallAsync("SignUp", "{}"),
            "UnknownOperationException",
            "This machine answers InitiateAuth, RespondToAuthChallenge, GetTokensFromRefreshToken, RevokeToken, GetUser, not");
    }

    [Fact]
    public async Task A_foreign_page_cannot_sign_in_a_user()
    {
        await using var pool = await SignInPool.StartAsync(keys);

        var (status, answer) = await pool.CallAsync("InitiateAuth", PasswordCall, "https://example.com");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.False(answer.ContainsKey("AuthenticationResult"));
    }

    private static string PasswordCall =>
        $$$"""{"ClientId":"{{{TestPool.ClientId}}}","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"Ada","PASSWORD":"{{{Password}}}"}}""";

    private static async Task<JsonObject> SignInAsync(SignInPool pool)
    {
        var (status, answer) = await pool.CallAsync("InitiateAuth", PasswordCall);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer["AuthenticationResult"]!.AsObject();
    }

    private static async Task AssertErrorAsync(Task<(HttpStatusCode Status, JsonObject Answer)> call, string type, string message)
    {
        var (status, answer) = await call;
        Assert.Equal((HttpStatusCode.BadRequest, type), (status, (string)answer["__type"]!));
        Assert.Contains(message, (string)answer["message"]!, StringComparison.Ordinal);
    }
}
