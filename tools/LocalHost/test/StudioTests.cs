using System.Net;
using System.Text.Json.Nodes;

namespace LocalHost.Tests;

public sealed class StudioTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostProcess Run(params string[] more) => HostProcess.Start(
        [
            "run", "--template", TestTemplates.WriteTo(_folder), "--data", _folder.File("data"), "--port", "0", "--no-seed", "--in-memory",
            .. more,
        ]);

    [Fact]
    public async Task The_run_command_prints_the_address_of_the_studio_which_records_the_requests()
    {
        using var host = Run();
        var studio = HostProcess.AddressIn(await host.LineWithAsync("Studio: "));
        var api = HostProcess.AddressIn(await host.LineWithAsync("Serving"));
        using var client = new HttpClient();

        await client.GetStringAsync(new Uri(api, "notes"));
        var record = await client.GetStringAsync(new Uri(studio, "api/records/1"));

        Assert.Equal("/_local/", studio.AbsolutePath);
        Assert.Contains("<title>Studio</title>", await client.GetStringAsync(studio), StringComparison.Ordinal);
        Assert.Contains("Notes answers 200", record, StringComparison.Ordinal);
        Assert.Contains("REPORT Duration", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_run_command_serves_a_folder_of_pages_and_prints_its_address()
    {
        Directory.CreateDirectory(_folder.File("site"));
        await File.WriteAllTextAsync(_folder.File("site/index.html"), "<title>A page</title>");
        using var host = Run("--stage-path", "--pages", $"mine={_folder.File("site")}");
        var page = HostProcess.AddressIn(await host.LineWithAsync("Page mine: "));
        using var client = new HttpClient();

        Assert.Equal("/_local/mine/", page.AbsolutePath);
        Assert.Equal("<title>A page</title>", await client.GetStringAsync(page));
        var settings = JsonNode.Parse(await client.GetStringAsync(new Uri(page, "settings.json")))!;
        using var answer = await client.GetAsync(new Uri($"{settings["api"]}/notes"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("api=.", "--pages takes NAME=DIR")]
    [InlineData("../x=.", "--pages takes NAME=DIR")]
    [InlineData("mine", "--pages takes NAME=DIR")]
    [InlineData("mine=missing-folder", "missing-folder does not exist")]
    public async Task A_wrong_folder_of_pages_is_refused_at_the_start(string value, string reason)
    {
        using var host = Run("--pages", value);

        var (exitCode, _, errors) = await host.EndAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(errors, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_studio_shows_the_contract_beside_the_template_the_tables_and_the_health()
    {
        File.WriteAllText(_folder.File("openapi.json"), """{"openapi":"3.1.1","info":{"title":"notes","version":"1"},"paths":{"/notes":{}}}""");
        using var host = Run();
        var studio = HostProcess.AddressIn(await host.LineWithAsync("Studio: "));
        using var client = new HttpClient();

        var contract = await client.GetStringAsync(new Uri(studio, "api/contract"));
        var tables = await client.GetStringAsync(new Uri(studio, "api/data/tables"));
        var health = await client.GetStringAsync(new Uri(studio, "api/health"));

        Assert.Contains("\"source\":\"openapi.json\"", contract, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"things\",\"isOfTemplate\":true", tables, StringComparison.Ordinal);
        Assert.Contains("\"requests\":0", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_studio_its_paths_belong_to_the_API()
    {
        using var host = Run("--no-studio");
        var api = HostProcess.AddressIn(await host.LineWithAsync("Serving"));
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri(api, "_local/"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Missing Authentication Token", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
