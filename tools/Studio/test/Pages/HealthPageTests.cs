using LocalGateway.Functions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed class HealthPageTests(Browser browser)
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    private static async Task<StudioHost> BusyAsync(string template = "things.yaml", string path = "/hello")
    {
        var host = await StudioHost.StartAsync(template);
        foreach (var number in Enumerable.Range(0, 20))
            await host.SendAsync("GET", $"{path}?{number}");
        return host;
    }

    [BrowserFact]
    public async Task Requests_errors_latencies_and_throttles_appear_as_plots_with_tables_of_their_data()
    {
        await using var host = await BusyAsync();
        await host.SendAsync("GET", "/secret");
        await host.SendAsync("GET", "/never");
        host.Recorder.Health.Count(
        [
            new EmbeddedMetric("Shop", "Orders", "Count", "Route=GET /hello", [1, 2]), new EmbeddedMetric("Shop", "Duration", "Milliseconds", "", [12.5, 20]),
            new EmbeddedMetric("Shop", "Starts", "Count", "Function=One", [7]),
        ]);
        await using var open = await browser.OpenAsync(host, "#/health");

        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Requests in the last 15 minutes: requests 22" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Errors in the last 15 minutes: 4xx 2, 5xx 0" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Throttles and cache hits in the last 15 minutes: cache hits 0, throttles 1" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Orders in the last 15 minutes: sum 3" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Duration in the last 15 minutes: average 16.25, maximum 20" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Row, new() { Name = "Starts Shop · Function=One · Count 7" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Row, new() { Name = "GET /never" })).ToContainTextAsync("1");
        await open.SeesAsync("A throttle is a request that a limit refused with 429.");
        // The axis of a count has whole numbers, and the times on the other axis have equal distances.
        var errors = open.Page.GetByRole(AriaRole.Region, new() { Name = "Errors" }).Locator("svg").First;
        var marks = await errors.Locator("text").AllTextContentsAsync();
        Assert.Lacks(marks, mark => mark.Contains('.', StringComparison.Ordinal));
        var times = marks.Where(mark => mark.Contains(':', StringComparison.Ordinal)).Select(mark => TimeSpan.Parse(mark, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, times.Count);
        // A day may begin between two of them.
        Assert.Equal((times[1] - times[0]).TotalSeconds % 3600, (times[2] - times[1]).TotalSeconds % 3600);
        await open.PictureAsync("health-light");
        var requests = open.Page.GetByRole(AriaRole.Region, new() { Name = "Requests" });
        await requests.GetByText("Show as a table").ClickAsync();
        await Expect(requests.GetByRole(AriaRole.Columnheader, new() { Name = "requests" })).ToBeVisibleAsync();
        var counts = await requests.Locator("tbody td").AllInnerTextsAsync();
        Assert.Equal(22, counts.Sum(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [BrowserFact]
    public async Task The_page_follows_new_requests_and_shows_one_route_alone()
    {
        await using var host = await BusyAsync();
        await using var open = await browser.OpenAsync(host, "#/health");
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Requests in the last 15 minutes: requests 20" })).ToBeVisibleAsync();

        await host.SendAsync("GET", "/secret");

        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Requests in the last 15 minutes: requests 21" })).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Combobox, new() { Name = "Route" }).SelectOptionAsync("GET /secret");
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Errors in the last 15 minutes: 4xx 1, 5xx 0" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Requests in the last 15 minutes: requests 1" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Markup_in_the_names_of_metrics_stays_text()
    {
        await using var host = await BusyAsync();
        host.Recorder.Health.Count([new EmbeddedMetric(Markup, Markup, Markup, $"{Markup}={Markup}", [-3, 4])]);
        await using var open = await browser.OpenAsync(host, "#/health", ColorScheme.Dark);

        await open.SeesAsync(Markup);
        await open.PictureAsync("health-dark");

        Assert.Equal(0, await open.Page.Locator("main img, main script").CountAsync());
    }

    [BrowserFact]
    public async Task Another_template_fits_a_narrow_screen()
    {
        await using var host = await BusyAsync("bookmarks.json", "/nowhere");
        await using var open = await browser.OpenAsync(host, "#/health", ColorScheme.Dark, width: 390, height: 844);

        await open.SeesAsync("no route");
        await open.SeesAsync("No function has emitted a metric");
        await open.PictureAsync("health-narrow");

        Assert.False(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the screen.");
    }

    [BrowserFact]
    public async Task Without_requests_the_page_says_so()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host, "#/health");

        await open.SeesAsync("No request in the last 15 minutes.");
        await Expect(open.Page.GetByRole(AriaRole.Img)).ToHaveCountAsync(4);
    }
}
