using System.Net;

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
