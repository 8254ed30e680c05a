using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed class RequestsPageTests(Browser browser)
{
    private const string Markup = "<img/src=x/onerror=alert(1)><script>alert(2)</script>";

    [BrowserFact]
    public async Task A_request_appears_as_it_comes_with_the_step_that_answered_and_the_reason()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host, "#/requests");
        await open.SeesAsync("No request yet.");

        await host.SendAsync("GET", "/secret");

        await Expect(open.Row("/secret")).ToContainTextAsync("the request has no token");
        await Expect(open.Row("/secret")).ToContainTextAsync("401");
        await Expect(open.Row("/secret")).ToContainTextAsync("authorizer");
    }

    [BrowserFact]
    public async Task Filters_by_text_route_status_and_step_narrow_the_list()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=first");
        await host.SendAsync("GET", "/secret");
        await host.SendAsync("GET", "/never");
        await using var open = await browser.OpenAsync(host, "#/requests");
        var rows = open.Page.Locator(".rows tbody tr");
        await Expect(rows).ToHaveCountAsync(3);

        await open.Page.GetByLabel("Status").SelectOptionAsync("4");
        await Expect(rows).ToHaveCountAsync(2);
        await open.Page.GetByLabel("Answered by").SelectOptionAsync("throttle of the method");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("/never");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await open.Page.GetByLabel("Text").FillAsync("name=first");
        await Expect(rows).ToHaveCountAsync(1);
        await open.Page.GetByLabel("Text").FillAsync("");
        await open.Page.GetByLabel("Route").SelectOptionAsync("GET /secret");
        await Expect(rows).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_text_filter_leaves_words_out_and_searches_headers_and_bodies_but_no_secrets()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello", null, ("X-Own", "Blue whale"), ("Authorization", "Bearer whale-token"));
        await host.SendAsync("POST", "/things", """{"name":"red herring"}""");
        await host.SendAsync("GET", "/secret");
        await host.SendAsync("GET", "/never");
        await using var open = await browser.OpenAsync(host, "#/requests");
        var rows = open.Page.Locator(".rows tbody tr");
        var text = open.Page.GetByLabel("Text");

        await text.FillAsync("-/hello -429");
        await Expect(rows).ToHaveCountAsync(2);
        await text.FillAsync("WHALE");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("/hello");
        await text.FillAsync("herring /things");
        await Expect(rows.First).ToContainTextAsync("/things");
        await host.SendAsync("PUT", "/new", """{"name":"red herring"}""");
        await text.FillAsync("herring");
        await Expect(rows).ToHaveCountAsync(2);
        await text.FillAsync("whale-token");
        await open.SeesAsync("No request matches the filters.");
        await text.FillAsync("");
        await open.Page.GetByLabel("Status").SelectOptionAsync("429");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("/never");
    }

    [BrowserFact]
    public async Task Equal_requests_in_a_row_are_one_row_that_can_be_opened()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=first");
        foreach (var _ in Enumerable.Range(0, 40))
            await host.SendAsync("GET", "/secret");
        await host.SendAsync("GET", "/hello?name=last");
        await using var open = await browser.OpenAsync(host, "#/requests");
        var rows = open.Page.Locator(".rows tbody tr");

        await Expect(rows).ToHaveCountAsync(4);
        await open.PictureAsync("requests-run");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show 39 older requests like this one" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(43);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Hide the 39 older requests like this one" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(4);
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/requests/3").AbsoluteUri);

        await Expect(open.Page.Locator(".rows tr.current")).ToBeInViewportAsync();
        await Expect(rows).ToHaveCountAsync(43);
        await open.Page.Locator(".rows tr.current").HoverAsync();
        await open.PictureAsync("requests-old");
    }

    [BrowserTheory]
    [InlineData("requests/9999", "There is no request 9999.")]
    [InlineData("compare/1/9999", "There is no request 9999.")]
    [InlineData("nowhere/<b>", "The studio has no page at #/nowhere/")]
    public async Task An_address_without_a_page_or_a_request_says_so(string address, string text)
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        await using var open = await browser.OpenAsync(host, $"#/{address}");

        await open.SeesAsync(text);
        Assert.Equal(0, await open.Page.Locator("nav [aria-current], main b").CountAsync() - (address.StartsWith('n') ? 0 : 1));
    }

    [BrowserFact]
    public async Task A_note_goes_away_with_its_page()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host, "#/send/new/GET/%2Fhello");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var note = open.Page.Locator("#said");
        await Expect(note).ToHaveTextAsync("The API answers 200.");

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Health" }).ClickAsync();

        await Expect(note).ToHaveTextAsync("");
    }

    [BrowserFact]
    public async Task Records_that_come_before_the_page_listens_are_in_the_list()
    {
        // The page listens in an effect, which runs after the browser has painted. This script keeps effects back until records have come.
        const string LateEffects = """
            const [paint, wait, listen] = [requestAnimationFrame, setTimeout, EventSource.prototype.addEventListener];
            const late = [];
            window.requestAnimationFrame = (action) => late.push(action);
            window.setTimeout = (action, ...rest) => rest[0] < 1000 ? late.push(action) : wait(action, ...rest);
            EventSource.prototype.addEventListener = function (name, listener) {
              listen.call(this, name, name !== "records" ? listener : (event) => {
                listener(event);
                [window.requestAnimationFrame, window.setTimeout] = [paint, wait];
                late.splice(0).forEach((action) => action());
              });
            };
            """;
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        await using var open = await browser.OpenAsync(host, "#/requests");
        await open.Page.AddInitScriptAsync(LateEffects);

        await open.Page.ReloadAsync();

        await Expect(open.Page.Locator(".rows tbody tr")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_paused_list_waits_and_continues_with_all_requests()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        await using var open = await browser.OpenAsync(host, "#/requests");
        var rows = open.Page.Locator(".rows tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        var state = open.Page.Locator("header .live");
        await Expect(state).ToHaveTextAsync("Live");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(state).ToHaveTextAsync("Paused");
        await host.SendAsync("GET", "/hello");
        await Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Continue (1 new)" })).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Continue (1 new)" }).ClickAsync();

        await Expect(rows).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task A_search_of_headers_and_bodies_that_fails_says_why()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        await using var open = await browser.OpenAsync(host, "#/requests");
        await open.Page.RouteAsync(
            "**/_local/api/records/search", route => route.FulfillAsync(new() { Status = 400, Body = """{"message":"The words are too long."}""" }));

        await open.Page.GetByLabel("Text").FillAsync("whale");

        await Expect(open.Page.Locator("#said")).ToHaveTextAsync("The words are too long.");
    }

    [BrowserFact]
    public async Task Two_thousand_requests_are_in_the_list_and_the_filters_search_all_of_them()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=needle");
        await Parallel.ForAsync(0, 2_000, async (number, cancellationToken) => await host.Client.GetStringAsync($"/hello?name={number}", cancellationToken));
        await using var open = await browser.OpenAsync(host, "#/requests");

        await open.SeesAsync("2001 of 2001 requests");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show 300 older requests" }).ClickAsync();
        await Expect(open.Page.Locator(".rows tbody tr")).ToHaveCountAsync(600);
        await open.Page.GetByLabel("Text").FillAsync("needle");

        await Expect(open.Page.Locator(".rows tbody tr")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task An_opened_request_shows_each_step_with_its_time_and_decision()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/never");
        await using var open = await browser.OpenAsync(host, "#/requests");

        await open.Row("/never").ClickAsync();

        var steps = open.Page.Locator(".timeline li");
        await Expect(steps).ToHaveCountAsync(14);
        await Expect(steps.Nth(7)).ToContainTextAsync("Refused: The method's throttling limit is reached: at most 0 requests per second, with short bursts of up to 0.");
        await Expect(steps.Nth(8)).ToContainTextAsync("Not reached.");
        await Expect(open.Page.Locator(".verdict")).ToContainTextAsync("Refused by the throttle of the method.");
        await open.PictureAsync("refused-light");
    }

    [BrowserFact]
    public async Task An_opened_direct_route_shows_templates_output_variables_and_the_call()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello?name=sam", null, ("Authorization", "Bearer a-secret-token"));
        await host.SendAsync("GET", "/things/42");
        await using var open = await browser.OpenAsync(host, "#/requests/2");

        await open.SeesAsync("DynamoDB GetItem");
        await open.SeesAsync("0.5 read units");
        await Expect(open.Page.Locator("main")).Not.ToContainTextAsync("ConsumedCapacity");
        await open.SeesAsync("\"S\": \"42\"");
        await open.PictureAsync("direct-light");
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/requests/1").AbsoluteUri);
        await open.Page.Locator("pre.output .value", new() { HasText = "sam" }).ClickAsync();

        await Expect(open.Page.Locator(".source li.current").Last).ToContainTextAsync("\"name\": \"$util.escapeJavaScript($name)\"");
        await Expect(open.Page.Locator("table.values tbody tr").First).ToContainTextAsync("$name");
        await open.Page.GetByText("Request 8 headers").Or(open.Page.Locator("summary", new() { HasText = "Request " })).First.ClickAsync();
        await Expect(open.Page.Locator("main")).Not.ToContainTextAsync("a-secret-token");
    }

    [BrowserFact]
    public async Task An_opened_request_of_a_function_shows_its_calls_of_DynamoDB()
    {
        await using var tables = await RealTables.StartAsync();
        await tables.PutAsync("{\"owner\":{\"S\":\"ada\"},\"day\":{\"S\":\"2026-01-02\"},\"password\":{\"S\":\"p\"},\"text\":{\"S\":\"" + Markup + "\"}}");
        var record = await tables.Host.SendAsync("GET", "/diaries/ada");
        Assert.Equal(200, record.Status);
        await using var open = await browser.OpenAsync(tables.Host, $"#/requests/{record.Number}");

        await open.SeesAsync("Calls to DynamoDB");
        await open.Page.Locator("summary", new() { HasText = $"Query {tables.Table}" }).ClickAsync();

        await open.SeesAsync("\":owner\": {");
        await open.SeesAsync(Markup);
        await open.SeesAsync("(masked)");
        await open.PictureAsync("function-light");
        Assert.Equal(0, await open.Page.Locator("main img, main script").CountAsync());
    }

    [BrowserFact]
    public async Task Markup_in_paths_headers_bodies_and_items_stays_text()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("POST", $"/things?x={Uri.EscapeDataString(Markup)}", $$"""{"name":"{{Markup}}"}""", ("X-Own", Markup));
        await host.SendAsync("GET", "/things/42");
        var raw = await host.SendAsync("GET", "/hello?name=" + Uri.EscapeDataString(Markup));
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.Page.Locator("summary", new() { HasText = "Request" }).First.ClickAsync();
        await open.SeesAsync(Markup);
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/requests/2").AbsoluteUri);
        await open.SeesAsync("<img src=x onerror=alert(1)>");
        await open.Page.GotoAsync(new Uri(host.Url, $"_local/#/requests/{raw.Number}").AbsoluteUri);
        await open.SeesAsync("onerror=alert(1)");
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/compare/1/2").AbsoluteUri);
        await open.SeesAsync("POST /things");

        Assert.Equal(0, await open.Page.Locator("main img, main script").CountAsync());
    }
}
