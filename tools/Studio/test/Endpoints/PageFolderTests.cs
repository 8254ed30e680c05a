using System.Net;
using System.Text.Json.Nodes;
using Studio.Tests.Pages;

namespace Studio.Tests.Endpoints;

public sealed class PageFolderTests
{
    private static Task<StudioHost> StartAsync() => StudioHost.StartAsync(
        change: StartPageTests.WithCallback,
        pages: "site",
        files: [("site/index.html", "<title>A page</title>"), ("site/parts/shop.js", "export {};"), ("site/.env", "secret"), ("secret.txt", "secret")]);

    [Fact]
    public async Task A_folder_is_served_with_its_media_types_and_a_strict_policy()
    {
        await using var host = await StartAsync();

        using var page = await host.Client.GetAsync("/_local/site/");
        using var script = await host.Client.GetAsync("/_local/site/parts/shop.js");

        Assert.Equal("<title>A page</title>", await page.Content.ReadAsStringAsync());
        Assert.Equal("text/html", $"{page.Content.Headers.ContentType}");
        Assert.Equal("text/javascript", $"{script.Content.Headers.ContentType}");
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_name_alone_leads_to_the_folder()
    {
        await using var host = await StartAsync();

        using var page = await host.Client.GetAsync("/_local/site");

        Assert.Equal("/_local/site/", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again()
    {
        await using var host = await StartAsync();
        using var first = await host.Client.GetAsync("/_local/site/");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/_local/site/") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await host.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("missing.js")]
    [InlineData("parts")]
    [InlineData("..%2fsecret.txt")]
    [InlineData("..%5csecret.txt")]
    [InlineData("parts/..%2f..%2fsecret.txt")]
    [InlineData(".env")]
    public async Task Only_the_files_of_the_folder_are_served(string path)
    {
        await using var host = await StartAsync();

        using var response = await host.Client.GetAsync($"/_local/site/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("Origin", "https://attacker.example")]
    public async Task A_page_of_another_origin_reads_no_file(string name, string value)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_local/site/");
        request.Headers.TryAddWithoutValidation(name, value);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_file_is_only_read()
    {
        await using var host = await StartAsync();

        using var response = await host.Client.DeleteAsync("/_local/site/index.html");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task The_settings_name_the_API_and_a_client_with_the_code_grant()
    {
        await using var host = await StartAsync();

        var settings = JsonNode.Parse(await host.Client.GetStringAsync("/_local/site/settings.json"))!;

        Assert.Equal(host.Url.AbsoluteUri.TrimEnd('/'), (string)settings["api"]!);
        Assert.Equal($"{host.Url}_local/Users", (string)settings["signIn"]!);
        Assert.NotEmpty((string)settings["clientId"]!);
    }

    [Fact]
    public async Task The_start_page_links_the_folder()
    {
        await using var host = await StartAsync();

        Assert.Equal("site", (string)(await host.GetAsync("overview"))["pages"]!.AsArray().Single()!);
    }
}
