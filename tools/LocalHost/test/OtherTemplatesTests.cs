using System.Net;
using System.Net.Http.Json;

namespace LocalHost.Tests;

/// <summary>Templates without functions, run with the <c>run</c> command.</summary>
public sealed class OtherTemplatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostProcess Run(string template, params string[] more) => HostProcess.Start(
    [
        "run", "--template", Path.Combine(AppContext.BaseDirectory, "Templates", template), "--data", _folder.File("data"),
        "--port", "0", "--in-memory", "--no-seed", .. more,
    ]);

    private static async Task<HttpClient> ClientAsync(HostProcess host) =>
        new() { BaseAddress = HostProcess.AddressIn(await host.LineWithAsync("Serving")) };

    private static async Task AssertAsync(Task<HttpResponseMessage> sending, HttpStatusCode status, string body)
    {
        using var response = await sending;
        Assert.Equal((status, body), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_template_with_only_MOCK_routes_is_served_without_functions_and_tables()
    {
        using var host = Run("status-page.yaml", "--parameter", "Environment=live");

        Assert.Equal("  GET     /components/{name}  → mock  anyone", await host.LineWithAsync("/components"));
        using var client = await ClientAsync(host);
        Assert.Equal("""{"color":"green","stage":"v1","known":false}""", await client.GetStringAsync(""));
        await AssertAsync(client.GetAsync("components/database"), HttpStatusCode.ServiceUnavailable, """{"up":false}""");
        await AssertAsync(
            client.GetAsync("nowhere"), HttpStatusCode.NotFound, """{"problem":"Missing Authentication Token","at":"/v1/nowhere"}""");
    }

    [Fact]
    public async Task A_template_with_DynamoDB_routes_works_on_a_real_table()
    {
        using var host = Run("bookmarks.json");
        using var client = await ClientAsync(host);
        var bookmark = new { url = "https://a.example/?q=\"x\"", tag = "news" };

        await AssertAsync(client.PutAsJsonAsync("bookmarks/7", bookmark), HttpStatusCode.NoContent, "");
        await AssertAsync(
            client.PutAsJsonAsync("bookmarks/7", bookmark), HttpStatusCode.Conflict, """{"problem":"ConditionalCheckFailedException"}""");
        await AssertAsync(client.PostAsync("bookmarks/7/visits", null), HttpStatusCode.OK, """{"visits":1}""");
        await AssertAsync(client.PostAsync("bookmarks/8/visits", null), HttpStatusCode.NotFound, """{"problem":"no such bookmark"}""");
        await AssertAsync(client.PutAsJsonAsync("bookmarks/8", new { url = "https://b.example", tag = "news" }), HttpStatusCode.NoContent, "");
        await AssertAsync(
            client.GetAsync("bookmarks/8"), HttpStatusCode.OK, "{\"id\":\"8\",\"url\":\"https://b.example\",\"visits\":0}\n");
        await AssertAsync(client.DeleteAsync("bookmarks/7"), HttpStatusCode.NoContent, "");
        await AssertAsync(client.GetAsync("bookmarks/7"), HttpStatusCode.NotFound, "{\"problem\":\"no such bookmark\"}\n");
        await AssertAsync(client.GetAsync("bookmarks?tag=news"), HttpStatusCode.OK, """[{"id":"8","url":"https://b.example"}]""");
        await AssertAsync(client.GetAsync("bookmarks?tag=none"), HttpStatusCode.OK, "[]");
    }

    [Fact]
    public async Task Access_log_lines_are_appended_to_the_file()
    {
        var file = _folder.Write("access.log", "a line from before\n");
        using var host = Run("status-page.yaml", "--access-log", file);
        using var client = await ClientAsync(host);

        using var response = await client.GetAsync("components/mail");
        await host.LineWithAsync("GET /components/mail 200");
        await host.SignalAsync("TERM");
        var (_, output, _) = await host.EndAsync();

        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal("a line from before", lines[0]);
        Assert.Matches($"^{id} GET /components/{{name}} 200 [0-9]+$", Assert.Single(lines[1..]));
        Assert.Equal([], output.Where(line => line.StartsWith(id, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("status-page.yaml", "missing/access.log", "error: The access log {0} cannot be written: ")]
    [InlineData("status-page.yaml", "", "error: The access log {0} cannot be written: ")]
    [InlineData("bookmarks.json", "access.log", "error: The access log {0} would stay empty: BookmarksApi has no AccessLogSetting.")]
    public async Task An_access_log_that_cannot_be_written_or_would_be_empty_gives_one_error_line(
        string template, string file, string error)
    {
        var path = file.Length == 0 ? _folder.Path : _folder.File(file);
        using var host = Run(template, "--access-log", path);

        var (exitCode, _, errors) = await host.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith(string.Format(null, error, path), Assert.Single(errors), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
