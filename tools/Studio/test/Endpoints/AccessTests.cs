using System.Net;

namespace Studio.Tests.Endpoints;

public sealed class AccessTests
{
    private static async Task<HttpResponseMessage> SendAsync(StudioHost host, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await host.Client.SendAsync(request);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_reads_nothing_and_changes_nothing(string name, string value)
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        string[] reads = ["/_local/", "/_local/api/overview", "/_local/api/events", "/_local/api/records/1", "/_local/pages/app.js", "/_local/explorer", "/_local/api/contract", "/_local/api/data/tables", "/_local/api/health"];
        string[] changes = ["/_local/api/records/clear", "/_local/api/send", "/_local/api/keys", "/_local/api/records/1/render", "/_local/api/records/1/save", "/_local/api/data/read", "/_local/api/data/put", "/_local/api/data/delete"];

        foreach (var path in Assert.Some(reads))
        {
            using var response = await SendAsync(host, HttpMethod.Get, path, (name, value));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }

        foreach (var path in Assert.Some(changes))
        {
            using var response = await SendAsync(host, HttpMethod.Post, path, (name, value));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Single(host.Recorder.Records);
    }

    [Fact]
    public async Task A_form_of_another_page_cannot_send_because_it_cannot_send_JSON()
    {
        await using var host = await StudioHost.StartAsync();
        using var form = new StringContent("{}", System.Text.Encoding.UTF8, "text/plain");

        using var response = await host.Client.PostAsync("/_local/api/records/clear", form);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_link_on_another_page_opens_the_start_page()
    {
        await using var host = await StudioHost.StartAsync();

        using var response = await SendAsync(
            host, HttpMethod.Get, "/_local/", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/_local/")]
    [InlineData("/_local/api/overview")]
    [InlineData("/_local/nowhere")]
    public async Task Every_reply_forbids_foreign_content_frames_and_guesses_of_the_type(string path)
    {
        await using var host = await StudioHost.StartAsync();

        using var response = await host.Client.GetAsync(path);

        Assert.Equal(
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("GET", "/_local/nowhere", 404)]
    [InlineData("GET", "/_local/pages/../Studio.dll", 404)]
    [InlineData("DELETE", "/_local/api/overview", 405)]
    [InlineData("GET", "/_local/api/records/x", 404)]
    [InlineData("GET", "/_local/api/records/9", 404)]
    public async Task A_request_for_something_else_gets_an_error_with_a_message(string method, string path, int status)
    {
        await using var host = await StudioHost.StartAsync();

        using var response = await SendAsync(host, new HttpMethod(method), path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("\"message\":", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_studios_own_requests_are_not_recorded()
    {
        await using var host = await StudioHost.StartAsync();

        await host.GetAsync("overview");
        await host.TokenAsync("sam");

        Assert.Empty(host.Recorder.Records);
    }
}
