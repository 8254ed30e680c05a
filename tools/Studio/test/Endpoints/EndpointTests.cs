using System.Net;

namespace Studio.Tests.Endpoints;

public sealed class EndpointTests
{
    [Fact]
    public async Task The_overview_says_who_may_call_each_route_and_what_answers()
    {
        await using var host = await StudioHost.StartAsync();

        var overview = await host.GetAsync("overview");

        Assert.Equal(
            [
                "GET /feed anyone, with an API key mock", "GET /hello anyone mock", "GET /never anyone mock", "GET /secret signed in mock",
                "POST /things anyone mock", "GET /things/{id} anyone DynamoDB GetItem",
            ],
            overview["routes"]!.AsArray().Select(route => $"{route!["method"]} {route["path"]} {route["who"]} {route["backend"]}"));
        Assert.Equal(["keepers"], overview["pools"]![0]!["groups"]!.AsArray().Select(group => (string)group!));
        Assert.Equal("Hello", (string?)overview["stageVariables"]!["greeting"]);
        Assert.Equal(["things"], overview["tables"]!.AsArray().Select(table => (string)table!));
    }

    [Fact]
    public async Task The_overview_has_the_names_of_the_API_keys_and_another_request_their_values()
    {
        await using var host = await StudioHost.StartAsync();

        var overview = await host.Client.GetStringAsync("/_local/api/overview");
        var (_, keys) = await host.PostAsync("keys", new { });

        var value = (string)keys!["PartnerKey"]!;
        Assert.Contains("PartnerKey", overview, StringComparison.Ordinal);
        Assert.Lacks(value, overview, StringComparison.Ordinal);
        Assert.Equal("usage plan", (await host.SendAsync("GET", "/feed", null, ("X-API-Key", value))).Open().Steps[6].Name);
    }

    [Fact]
    public async Task An_opened_record_has_times_in_milliseconds()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");

        var record = await host.GetAsync("records/1");

        Assert.Equal("/hello", (string?)record["record"]!["path"]);
        Assert.InRange((double)record["record"]!["duration"]!, 0.0001, 60_000);
        Assert.Equal("stage", (string?)record["steps"]![0]!["name"]);
    }

    [Fact]
    public async Task The_stream_has_the_kept_records_and_then_each_new_one()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?first");
        await host.SendAsync("GET", "/hello?second");

        using var stream = new StreamReader(await host.Client.GetStreamAsync("/_local/api/events?after=1"));
        var kept = await DataAsync(stream);
        await host.SendAsync("GET", "/hello?third");
        var next = await DataAsync(stream);

        Assert.Lacks("first", kept, StringComparison.Ordinal);
        Assert.Contains("second", kept, StringComparison.Ordinal);
        Assert.Contains("third", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleared_records_are_gone()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");

        var (status, _) = await host.PostAsync("records/clear", new { });

        Assert.Equal(204, status);
        Assert.Empty(host.Recorder.Records);
    }

    [Fact]
    public async Task A_template_is_rendered_again_changed_or_not()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=sam");

        var (_, same) = await host.PostAsync("records/1/render", new { template = 1 });
        var (_, changed) = await host.PostAsync("records/1/render", new { template = 1, source = "Bye $input.params('name')" });
        var (missing, _) = await host.PostAsync("records/1/render", new { template = 7 });

        Assert.Contains(same!["output"]!.AsArray(), part => (string?)part!["text"] == "sam" && (int?)part["line"] == 7);
        Assert.Equal("Bye sam", string.Concat(changed!["output"]!.AsArray().Select(part => (string?)part!["text"])));
        Assert.Equal(404, missing);
    }

    [Fact]
    public async Task The_path_without_its_slash_leads_to_the_start_page()
    {
        await using var host = await StudioHost.StartAsync();

        Assert.Contains("<title>Studio</title>", await host.Client.GetStringAsync("/_local"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_the_browser_has_is_not_sent_again()
    {
        await using var host = await StudioHost.StartAsync();
        using var first = await host.Client.GetAsync("/_local/pages/app.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_local/pages/app.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await host.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static async Task<string> DataAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return line;
        }

        return "";
    }
}
