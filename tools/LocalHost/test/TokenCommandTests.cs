using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalHost.Tests;

public sealed class TokenCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostProcess Token(params string[] arguments) =>
        HostProcess.Start(["token", "--template", TestTemplates.WriteTo(_folder), "--data", _folder.File("data"), .. arguments]);

    private async Task<JsonObject> ClaimsAsync(params string[] arguments)
    {
        using var host = Token(arguments);
        var (exitCode, output, errors) = await host.EndAsync();
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        var payload = Assert.Single(output).Split('.')[1];
        return JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload))!.AsObject();
    }

    private static async Task<string> OnlyErrorOfAsync(HostProcess host)
    {
        var (exitCode, output, errors) = await host.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        return Assert.Single(errors);
    }

    [Fact]
    public async Task The_token_command_prints_an_ID_token_with_user_and_groups_that_lasts_one_hour()
    {
        var claims = await ClaimsAsync("--user", "shopper", "--group", "catalog-admins", "--group", "staff");

        Assert.Equal("id", (string?)claims["token_use"]);
        Assert.Equal("shopper", (string?)claims["cognito:username"]);
        Assert.Equal("""["catalog-admins","staff"]""", claims["cognito:groups"]!.ToJsonString(JsonSerializerOptions.Default));
        Assert.Equal(3600, (long)claims["exp"]! - (long)claims["iat"]!);
    }

    [Fact]
    public async Task The_token_command_prints_an_access_token_with_the_given_scopes_and_lifetime()
    {
        var claims = await ClaimsAsync(
            "--user", "shopper", "--use", "access", "--scope", "shop/read", "--scope", "shop/write", "--expires", "90m");

        Assert.Equal("access", (string?)claims["token_use"]);
        Assert.Equal("shop/read shop/write", (string?)claims["scope"]);
        Assert.Equal(5400, (long)claims["exp"]! - (long)claims["iat"]!);
    }

    [Fact]
    public async Task The_client_option_accepts_a_logical_id_or_a_client_id()
    {
        var named = await ClaimsAsync("--user", "shopper", "--client", "WebClient");

        Assert.Equal((string?)named["aud"], (string?)(await ClaimsAsync("--user", "shopper", "--client", (string)named["aud"]!))["aud"]);
    }

    [Fact]
    public async Task A_running_host_with_the_same_data_folder_accepts_the_token()
    {
        using var host = HostProcess.Start(
            "run", "--template", TestTemplates.WriteTo(_folder), "--data", _folder.File("data"), "--port", "0", "--in-memory", "--no-seed");
        var address = HostProcess.AddressIn(await host.LineWithAsync("Serving"));
        using var token = Token("--user", "shopper");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Assert.Single((await token.EndAsync()).Output));

        Assert.Equal(System.Net.HttpStatusCode.OK, (await client.PutAsync(new Uri(address, "things/1"), null)).StatusCode);
    }

    [Theory]
    [InlineData("error: Option '--user' is required.")]
    [InlineData("error: --use takes id or access.", "--user", "a", "--use", "refresh")]
    [InlineData("error: --scope needs --use access: an ID token has no scopes.", "--user", "a", "--scope", "b")]
    [InlineData(
        "error: --expires takes a whole number with s, m, h or d (at most 3650d), as in 90m, not '1y'.",
        "--user", "a", "--expires", "1y")]
    public async Task A_wrong_argument_gives_one_error_line(string error, params string[] arguments)
    {
        using var host = Token(arguments);

        Assert.Equal(error, await OnlyErrorOfAsync(host));
    }

    [Fact]
    public async Task The_error_names_a_client_that_the_template_does_not_have()
    {
        using var host = Token("--user", "a", "--client", "Nobody");

        Assert.Equal(
            $"error: No user pool of the template {_folder.File("template.json")} has a client 'Nobody'.", await OnlyErrorOfAsync(host));
    }
}
