using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

/// <summary>What a person sees first when a request is open.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class OpenedRequestTests(Browser browser)
{
    private const string Markup = "<img/src=x/onerror=alert(1)>";

    private static Task<StudioHost> RefusalsAsync() => StudioHost.StartAsync(
        "refusals.yaml", template => template.Replace("CODE", AppContext.BaseDirectory, StringComparison.Ordinal));

    [BrowserTheory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task A_request_far_down_in_the_list_opens_in_view(int width, int height)
    {
        await using var host = await StudioHost.StartAsync();
        foreach (var number in Enumerable.Range(0, 60))
            await host.SendAsync("GET", $"/hello?{number}");
        await using var open = await browser.OpenAsync(host, "#/requests", width: width, height: height);

        await open.Page.Locator(".rows tbody tr").Last.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(open.Page.Locator(".verdict")).ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task The_row_the_verdict_and_the_step_have_the_colour_of_the_status()
    {
        await using var host = await RefusalsAsync();
        foreach (var path in (string[])["/hello", "/forbid", "/secret", "/fail"])
            await host.SendAsync("GET", path);
        await using var open = await browser.OpenAsync(host, "#/requests");

        foreach (var (number, tone) in ((int, Regex)[])[(1, Green()), (2, Amber()), (3, Amber()), (4, Red())])
        {
            await open.Page.GotoAsync(new Uri(host.Url, $"_local/#/requests/{number}").AbsoluteUri);
            await Expect(open.Page.Locator(".verdict")).ToHaveClassAsync(tone);
            await Expect(open.Page.Locator(".timeline .answers, .timeline .refusal")).ToHaveClassAsync(tone);
        }

        await Expect(open.Page.Locator(".rows .refused")).ToHaveCountAsync(3);
        await Expect(open.Row("/forbid").Locator(".refused")).ToHaveClassAsync(Amber());
        await Expect(open.Row("/fail").Locator(".refused")).ToHaveClassAsync(Red());
    }

    [BrowserFact]
    public async Task The_list_says_why_a_function_refused_and_the_request_comes_directly_below_the_reason()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("GET", "/forbid");
        await using var open = await browser.OpenAsync(host, "#/requests", width: 1280, height: 800);

        await Expect(open.Row("/forbid").Locator(".reason")).ToContainTextAsync("Only for members. Ask for a ticket at the door.");
        await open.Row("/forbid").ClickAsync();

        var parts = open.Page.Locator(".record details[open] > summary");
        await Expect(parts.First).ToContainTextAsync("Request");
        await Expect(parts.Nth(1)).ToContainTextAsync("Reply");
        await Expect(open.Page.Locator(".record .timeline, .record details").First).ToHaveAttributeAsync("open", "");
        await open.PictureAsync("function-refusal");
    }

    [BrowserFact]
    public async Task A_failed_precondition_is_shown()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("GET", "/stale", null, ("If-Match", "\"3\""));
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.SeesAsync("Somebody has changed it. If-Match was \"3\".");
        await Expect(open.Page.Locator("details[open] > summary", new() { HasText = "Request" })).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_branches_that_a_template_took_are_marked_in_it()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("GET", "/things/x");
        await using var open = await browser.OpenAsync(host, "#/requests/1", height: 1800);

        var branches = open.Page.GetByLabel("Template, by lines").Last.Locator(".branch");
        await Expect(branches).ToHaveTextAsync(["taken: $id = x", "taken: $problem = Invalid id"]);
        await Expect(open.Page.GetByLabel("Template, by lines").First.Locator(".branch")).ToHaveTextAsync(["not taken: $id = x", "taken"]);
        await Expect(open.Page.Locator(".timeline")).ToContainTextAsync("The reply goes on with the status 400.");
        await branches.Last.ScrollIntoViewIfNeededAsync();
        await open.PictureAsync("branches");
    }

    [BrowserFact]
    public async Task One_click_sends_a_request_again_as_a_user_who_has_the_group()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("GET", "/keep", null, ("Authorization", await host.TokenAsync("sam")));
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send as ada (keepers)" }).ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Article, new() { Name = "Request 2" }).Locator(".facts")).ToContainTextAsync("ada (keepers)");
    }

    [BrowserFact]
    public async Task The_request_that_had_the_same_key_first_is_linked()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("POST", "/reuse", "{}", ("Idempotency-Key", "key-1"));
        await host.SendAsync("POST", "/reuse", "{}", ("Idempotency-Key", "key-1"));
        await using var open = await browser.OpenAsync(host, "#/requests/2");

        await open.SeesAsync("Request 1 had the same Idempotency-Key first.");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Request 1", Exact = true }).ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Article, new() { Name = "Request 1" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_status_of_a_response_template_leads_to_its_line()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("GET", "/guest");
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Line 2 of the response template" }).ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Response template GET /guest" })).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".gutter .current")).ToHaveTextAsync("#set($context.responseOverride.status = 401)");
    }

    [BrowserFact]
    public async Task A_request_without_a_token_says_what_to_do_next()
    {
        await using var host = await RefusalsAsync();
        await host.SendAsync("GET", "/secret");
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.SeesAsync("Send the header Authorization: Bearer …, or sign in on the start page");
    }

    [BrowserFact]
    public async Task Markup_in_the_problem_of_a_reply_stays_text()
    {
        await using var host = await StudioHost.StartAsync(change: template => template.Replace(
            """application/json: '{"you": "$context.authorizer.claims["cognito:username"]"}'""",
            $$"""application/json: '#set($context.responseOverride.status = 409){"title": "{{Markup}}"}'""",
            StringComparison.Ordinal).Replace("security: [{ pool: [] }]", "operationId: secret", StringComparison.Ordinal));
        await host.SendAsync("GET", "/secret");
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await Expect(open.Page.Locator(".verdict")).ToContainTextAsync($"Refused by the response template. {Markup}");
        await Expect(open.Row("/secret").Locator(".reason")).ToContainTextAsync(Markup);

        Assert.Equal(0, await open.Page.Locator("main img, main script").CountAsync());
    }

    [GeneratedRegex("tone-2")]
    private static partial Regex Green();

    [GeneratedRegex("tone-4")]
    private static partial Regex Amber();

    [GeneratedRegex("tone-5")]
    private static partial Regex Red();
}
