using System.Text.Json.Nodes;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>MergeDefinitions with OpenAPI 3.0, a user pool as the default authorizer, scopes, <c>Cors</c> as an object.</summary>
public sealed class LibraryTests
{
    private static Task<TestGateway> StartAsync() =>
        TemplateGateway.StartAsync("library.yaml", options => options with { ServeTokens = true });

    private static async Task<(string, string)> TokenAsync(TestGateway gateway, string request)
    {
        using var response = await gateway.PostAsync("/_local/token", request);
        return ("Authorization", $"Bearer {JsonNode.Parse(await response.Content.ReadAsStringAsync())!["token"]}");
    }

    [Theory]
    [InlineData("GET", "/health", 200)]
    [InlineData("GET", "/books", 200)]
    [InlineData("GET", "/closed", 401)]
    [InlineData("POST", "/books", 401)]
    [InlineData("DELETE", "/books/7", 401)]
    public async Task Only_NONE_in_the_definition_or_in_the_event_opens_a_method(string httpMethod, string path, int status)
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync(httpMethod, path).HasStatusAsync(status);
    }

    [Fact]
    public async Task An_id_token_opens_a_method_without_scopes_and_its_claims_reach_the_function()
    {
        await using var gateway = await StartAsync();
        var token = await TokenAsync(gateway, """{"user":"reader","groups":["librarians","staff"]}""");

        using var response = await gateway.PostAsync("/books", "{}", token);

        var claims = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["requestContext"]!["authorizer"]!["claims"]!;
        Assert.Equal("librarians,staff", (string?)claims["cognito:groups"]);
        Assert.Equal("id", (string?)claims["token_use"]);
    }

    [Fact]
    public async Task A_method_with_scopes_accepts_only_an_access_token_with_one_of_its_scopes()
    {
        await using var gateway = await StartAsync();

        var writer = await TokenAsync(gateway, """{"user":"r","use":"access","scope":"library/write x/y"}""");
        var reader = await TokenAsync(gateway, """{"user":"r","use":"access","scope":"library/read"}""");
        var withoutScopes = await TokenAsync(gateway, """{"user":"r"}""");

        await gateway.SendAsync("DELETE", "/books/7", writer).HasStatusAsync(200);
        await gateway.SendAsync("DELETE", "/books/7", reader)
            .IsRefusedAsync(401, """{"message":"Unauthorized"}""", "UnauthorizedException");
        await gateway.SendAsync("DELETE", "/books/7", withoutScopes)
            .IsRefusedAsync(401, """{"message":"Unauthorized"}""", "UnauthorizedException");
    }

    [Fact]
    public async Task A_merged_method_keeps_the_parts_of_the_definition_that_the_event_does_not_generate()
    {
        await using var gateway = await StartAsync();

        var request = await gateway.EventOfAsync("/books?author=x");

        Assert.Equal("findBooks", (string?)request["requestContext"]!["operationName"]);
    }

    [Fact]
    public async Task A_preflight_without_an_authorizer_needs_no_token()
    {
        await using var gateway = await StartAsync();

        using var response = await gateway.SendAsync("OPTIONS", "/books/7");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("https://library.example", response.Header("Access-Control-Allow-Origin"));
        Assert.Equal("Authorization,Content-Type", response.Header("Access-Control-Allow-Headers"));
        Assert.Equal("600", response.Header("Access-Control-Max-Age"));
        Assert.Equal("true", response.Header("Access-Control-Allow-Credentials"));
        Assert.Equal("{}\n", await response.Content.ReadAsStringAsync());
    }
}
