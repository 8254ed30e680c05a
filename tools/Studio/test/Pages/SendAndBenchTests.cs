using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed partial class SendAndBenchTests(Browser browser)
{
    [BrowserFact]
    public async Task A_recorded_request_is_sent_again_and_as_another_user()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/secret");
        await using var open = await browser.OpenAsync(host);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as sam" }).ClickAsync();
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/requests/1").AbsoluteUri);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Article, new() { Name = "Request 2" }).Locator(".verdict")).ToContainTextAsync("401");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send as sam" }).ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Article, new() { Name = "Request 3" }).Locator(".verdict")).ToContainTextAsync("200");
        await Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Send again as sam" })).ToBeVisibleAsync();
        Assert.Equal("sam", host.Recorder.Records[^1].Caller);
    }

    [BrowserFact]
    public async Task A_recorded_request_is_changed_and_sent()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("POST", "/things", "{}");
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Edit and send" }).ClickAsync();
        await open.Page.GetByLabel("Body").First.FillAsync("""{"name":"x"}""");
        await open.PictureAsync("send-light");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        await open.SeesAsync("Answered by the mock.");
        Assert.Equal([400, 200], host.Recorder.Records.Select(record => record.Status));
    }

    [BrowserFact]
    public async Task A_new_request_has_the_examples_of_the_contract_and_the_API_key()
    {
        const string Contract =
            """
            {"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{
              "/things":{"post":{"parameters":[{"in":"header","name":"X-Optional","example":"no"},{"in":"query","name":"q","required":true,"example":"a b"}],
                "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},"responses":{}}},
              "/things/{id}":{"parameters":[{"in":"path","name":"id","required":true,"schema":{"type":"string","examples":["t/1"]}}],"get":{"responses":{}}}},
             "components":{"schemas":{"Thing":{"type":"object","required":["name","parts"],"properties":{"name":{"type":"string","example":"a thing"},
               "parts":{"type":"array","items":{"type":"object","properties":{"count":{"type":"integer","minimum":2}}}},"more":{"type":"string"}}}}}}
            """;
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Contract));
        await using var open = await browser.OpenAsync(host, "#/send/new/POST/%2Fthings");
        var send = open.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

        await Expect(open.Page.GetByLabel("Headers")).ToHaveValueAsync("Content-Type: application/json");
        await Expect(open.Page.GetByLabel("Path and query")).ToHaveValueAsync("/things?q=a%20b");
        await Expect(open.Page.GetByLabel("Body")).ToHaveValueAsync("{\n  \"name\": \"a thing\",\n  \"parts\": [\n    {\n      \"count\": 2\n    }\n  ]\n}");
        await open.PictureAsync("send-example");
        await send.ClickAsync();
        await open.SeesAsync("The mock answers 200.");
        await Expect(open.Page.Locator("main")).Not.ToContainTextAsync("(masked)");
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/send/new/GET/%2Fthings%2F%7Bid%7D").AbsoluteUri);
        await Expect(open.Page.GetByLabel("Path and query")).ToHaveValueAsync("/things/t%2F1");
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/send/new/GET/%2Ffeed").AbsoluteUri);
        await Expect(open.Page.GetByLabel("Send the API key PartnerKey")).ToBeCheckedAsync();
        await send.ClickAsync();

        await open.SeesAsync("The mock answers 200.");
        Assert.Equal([200, 200], host.Recorder.Records.Select(record => record.Status));
    }

    [BrowserFact]
    public async Task A_new_request_has_its_own_idempotency_key_and_gets_another_on_demand()
    {
        const string Contract =
            """
            {"openapi":"3.1.1","paths":{"/things":{"post":{"parameters":[{"in":"header","name":"Idempotency-Key","required":true,"example":"fixed"}]}}}}
            """;
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Contract));
        await using var open = await browser.OpenAsync(host, "#/send/new/POST/%2Fthings");
        var headers = open.Page.GetByLabel("Headers");

        await Expect(headers).ToHaveValueAsync(OneKey());
        var first = await headers.InputValueAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Use a new key" }).ClickAsync();

        await Expect(headers).Not.ToHaveValueAsync(first);
        await Expect(headers).ToHaveValueAsync(OneKey());
    }

    [GeneratedRegex("^Idempotency-Key: [0-9a-f-]{36}$")]
    private static partial Regex OneKey();

    [BrowserFact]
    public async Task A_request_is_copied_as_curl_http_and_a_test_without_its_token()
    {
        await using var host = await StudioHost.StartAsync();
        var token = await host.TokenAsync("sam");
        await host.SendAsync("GET", "/secret?it's", null, ("Authorization", $"Bearer {token}"));
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        var curl = await CopyAsync(open, "curl");
        var http = await CopyAsync(open, ".http");
        var test = await CopyAsync(open, "C# test");

        Assert.Contains($"'{host.Url}secret?it'\\''s'", curl, StringComparison.Ordinal);
        Assert.Contains("-H \"Authorization: Bearer $TOKEN\"", curl, StringComparison.Ordinal);
        Assert.Contains($"GET {host.Url}secret?it's", http, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer {{token}}", http, StringComparison.Ordinal);
        Assert.Contains("Assert.Equal(200, (int)response.StatusCode);", test, StringComparison.Ordinal);
        Assert.Every((string[])[curl, http, test], text => Assert.Lacks(token, text, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Two_requests_side_by_side_show_what_differs()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=sam");
        await host.SendAsync("GET", "/hello?name=ada");
        await using var open = await browser.OpenAsync(host, "#/compare/1");

        await open.Page.GetByRole(AriaRole.Combobox, new() { Name = "Second request" }).SelectOptionAsync("2");

        await Expect(open.Page.Locator("tr.differs", new() { HasText = "Query" })).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".diff .minus").First).ToContainTextAsync("sam");
        await Expect(open.Page.Locator(".diff .plus").First).ToContainTextAsync("ada");
        await Expect(open.Page.Locator("tr.differs", new() { HasText = "Status" })).ToHaveCountAsync(0);
        // What always differs is not marked, and the templates are compared too.
        await Expect(open.Page.Locator("tr.differs th")).ToHaveTextAsync(["Query (differs)"]);
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Response template the same" })).ToBeVisibleAsync();
        await open.PictureAsync("compare-light");
    }

    [BrowserFact]
    public async Task An_old_request_is_chosen_to_compare_with_a_filter()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=oldest");
        await Parallel.ForAsync(0, 400, async (number, cancellationToken) => await host.Client.GetStringAsync($"/hello?name={number}", cancellationToken));
        await using var open = await browser.OpenAsync(host, "#/compare/1");

        await Expect(open.Page.GetByRole(AriaRole.Combobox, new() { Name = "First request" })).ToHaveValueAsync("1");
        await open.SeesAsync("401 requests to choose from, the newest 300 are in the list.");
        await open.Page.GetByLabel("Filter for the second request").FillAsync("name=oldest");
        await open.SeesAsync("1 request to choose from.");
        await open.PictureAsync("compare-filter");
        await open.Page.GetByRole(AriaRole.Combobox, new() { Name = "Second request" }).SelectOptionAsync("1");

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Request template the same" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_bench_shows_the_output_at_once_names_an_error_and_saves_in_the_file()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        await using var open = await browser.OpenAsync(host, "#/bench");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Response template" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Response template GET /hello response 200 application/json" })).ToBeVisibleAsync();
        var editor = open.Page.GetByLabel("Template", new() { Exact = true });
        var output = open.Page.GetByLabel("Output");
        await Expect(output).ToContainTextAsync("\"name\": \"nobody\"");
        var source = await editor.InputValueAsync();

        await editor.FillAsync(source + "\n#if(");
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 9, column");
        await open.SeesAsync("A template with an error cannot be saved.");
        await Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Save to template.yaml" })).ToBeDisabledAsync();
        await open.PictureAsync("bench-light");
        await editor.FillAsync(source.Replace("\"nobody\"", "\"somebody\"", StringComparison.Ordinal));
        await Expect(output).ToContainTextAsync("\"name\": \"somebody\"");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Save to template.yaml" }).ClickAsync();

        await open.SeesAsync("Saved in template.yaml.");
        Assert.Contains("#set($name = \"somebody\")", await File.ReadAllTextAsync(host.TemplateFile), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Dark_and_narrow_pages_show_the_same()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=sam");
        await host.SendAsync("GET", "/secret");
        await using var dark = await browser.OpenAsync(host, "#/requests/1", ColorScheme.Dark);
        await dark.SeesAsync("Answered by the mock.");
        await dark.PictureAsync("request-dark");
        await using var narrow = await browser.OpenAsync(host, "#/requests", ColorScheme.Dark, width: 390, height: 844);
        await Expect(narrow.Page.Locator(".rows tbody tr")).ToHaveCountAsync(2);
        await Expect(narrow.Row("/secret").GetByText("authorizer").First).ToBeInViewportAsync();
        await narrow.PictureAsync("requests-narrow");

        Assert.False(await narrow.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the screen.");
        await narrow.Row("/secret").ClickAsync();
        await narrow.SeesAsync("The request has no token.");
        await narrow.PictureAsync("request-narrow");
        Assert.False(await narrow.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the screen.");
    }

    private static async Task<string> CopyAsync(BrowserPage open, string name)
    {
        await open.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Expect(open.Page.GetByText("Copied.", new() { Exact = true })).ToBeInViewportAsync();
        return await open.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }
}
