using LocalGateway.LocalTokens;
using LocalGateway.Template;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

/// <summary>
/// A person who knows none of the docs opens a refused request of refusals.yaml. The page says which step refused it, and why.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class RefusalTests(Browser browser)
{
    /// <summary>A request, what is special about it, and the first sentences about it.</summary>
    public static TheoryData<string, string, string> Refusals { get; } = new()
    {
        { "GET /nowhere", "", "403 Refused by: route. The API has no such path." },
        { "DELETE /hello", "", "403 Refused by: route. The API has this path only for GET." },
        { "GET /secret", "", "401 Refused by: authorizer. The request has no token." },
        { "GET /secret", "an expired token", "401 Refused by: authorizer. The token has expired." },
        { "GET /scoped", "an ID token", "401 Refused by: authorizer. The method has scopes, so it accepts only access tokens." },
        { "GET /scoped", "an access token", "401 Refused by: authorizer. The token has none of the method's scopes: things/write." },
        { "GET /door", "a ticket", "403 Refused by: authorizer. The policy of the authorizer porter denies it." },
        { "GET /inside", "", "403 Refused by: authorizer. The resource policy denies it for the address 127.0.0.1." },
        { "GET /feed", "", "403 Refused by: API key. The header X-API-Key is missing." },
        { "GET /feed", "a wrong key", "403 Refused by: API key. The API key is unknown, disabled, or in no usage plan of this stage." },
        { "GET /feed", "the second use of a key", "429 Refused by: usage plan. The usage plan's quota is used up: 1 request a day." },
        { "GET /never", "", "429 Refused by: throttle. The method's throttling limit is reached: 0.5 requests a second, 0 at once." },
        { "GET /find", "", "400 Refused by: validation. The request lacks required parameters: q." },
        {
            "POST /things", "a body that is too small",
            "400 Refused by: validation. The body does not fit the model Thing: a number is lower than the minimum 1. API Gateway says: [numeric instance is lower than the required minimum (minimum: 1, found: 0)]."
        },
        { "POST /notes", "a text", "415 Refused by: integration. The integration has no template for text/plain, only for application/json." },
        {
            "GET /broken?size=%7B", "",
            "500 Refused by: integration. The mapping template GET /broken response 200 application/json fails at line 1, column 19: $util.parseJson: a closing brace is missing (character 2)."
        },
        { "GET /unmapped", "", "500 Refused by: integration. No integration response matches, and the integration has no default response." },
        { "GET /unreachable", "", "504 Refused by: integration. The backend does not answer: Connection refused (127.0.0.1:1)." },
        {
            "GET /forbid", "",
            "403 Answered by: integration. The function Forbid answers 403: Only for members. Ask for a ticket at the door. X-Ticket: is missing."
        },
        { "GET /stale", "", "412 Answered by: integration. The function Stale answers 412: Somebody has changed it." },
        {
            "GET /guest", "",
            "401 Answered by: integration. The response template answers 401: Sign in first. Guests see nothing here (the mock answered 200)."
        },
        { "GET /fail", "", "502 Refused by: integration. The function Fail failed with InvalidOperationException." },
        { "GET /wait", "", "502 Refused by: integration. The function Wait timed out after 1 s." },
        {
            "GET /forget", "",
            "502 Refused by: integration. Malformed Lambda proxy response: it has a member that is not part of a proxy response."
        },
    };

    [BrowserTheory]
    [MemberData(nameof(Refusals))]
    public async Task The_page_says_which_step_refused_a_request_and_why(string request, string special, string said)
    {
        await using var host = await StartAsync();
        await SendAsync(host, request, special);
        await using var open = await browser.OpenAsync(host, "#/requests");

        // The list already names the step. The opened request says the whole sentence.
        var newest = open.Page.Locator(".rows tbody tr").First;
        await Expect(newest).ToContainTextAsync(said[..3]);
        await newest.ClickAsync();
        await Expect(open.Page.Locator(".verdict .status")).ToHaveTextAsync(said[..3]);
        await Expect(open.Page.Locator(".verdict > span").Last).ToHaveTextAsync(said[4..]);
        await Expect(open.Page.Locator(".timeline .refusal, .timeline .answers")).ToHaveCountAsync(1);
        await open.PictureAsync($"refusal {said[..3]} {request.Split("?")[0].Replace("/", "", StringComparison.Ordinal)} {special}");
    }

    [BrowserFact]
    public async Task The_page_shows_the_log_of_a_function_that_failed()
    {
        await using var host = await StartAsync();
        await host.SendAsync("GET", "/fail");
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await Expect(open.Page.GetByLabel("Log")).ToContainTextAsync("The door is jammed.");
    }

    [BrowserFact]
    public async Task A_broken_mapping_template_is_found_and_mended_with_the_page_alone()
    {
        await using var host = await StartAsync();
        await host.SendAsync("GET", "/broken?size=%7B");
        await using var open = await browser.OpenAsync(host, "#/requests");

        // Found: the list shows the failed request, and the request shows the line.
        await open.Row("/broken").ClickAsync();
        await Expect(open.Page.Locator(".source .wrong")).ToContainTextAsync("$util.parseJson");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Edit this template" }).Last.ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 1, column 19");

        // Mended: the output shows it at once, and the next request shows it too.
        var editor = open.Page.GetByLabel("Template", new() { Exact = true });
        await editor.FillAsync("""{ "size": "$util.escapeJavaScript($input.params("size"))" }""");
        await Expect(open.Page.GetByLabel("Output")).ToContainTextAsync("""{ "size": "{" }""");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Save to template.yaml" }).ClickAsync();
        await open.SeesAsync("Saved in template.yaml.");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "request 1" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Article, new() { Name = "Request 2" }).Locator(".verdict")).ToContainTextAsync("200");
    }

    private static Task<StudioHost> StartAsync() => StudioHost.StartAsync(
        "refusals.yaml", template => template.Replace("CODE", AppContext.BaseDirectory, StringComparison.Ordinal));

    private static async Task SendAsync(StudioHost host, string request, string special)
    {
        var (method, path) = request.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException(request);
        (string? Body, (string, string)[] Headers) message = special switch
        {
            "an expired token" => (null, [("Authorization", ExpiredToken(host))]),
            "an ID token" => (null, [("Authorization", await host.TokenAsync("sam"))]),
            "an access token" => (null, [("Authorization", await host.TokenAsync("sam", use: "access"))]),
            "a ticket" => (null, [("X-Ticket", "a-ticket")]),
            "a wrong key" => (null, [("X-API-Key", "a-key-that-nobody-has")]),
            "the second use of a key" => (null, [("X-API-Key", (string)(await host.PostAsync("keys", new { })).Answer!["PartnerKey"]!)]),
            "a body that is too small" => ("""{"name": "x", "size": 0}""", []),
            "a text" => ("a text", [("Content-Type", "text/plain")]),
            _ => (null, []),
        };
        if (special == "the second use of a key")
            await host.SendAsync(method, path, message.Body, message.Headers);
        await host.SendAsync(method, path, message.Body, message.Headers);
    }

    private static string ExpiredToken(StudioHost host)
    {
        var pool = SamTemplate.Load(host.TemplateFile, new TemplateOptions()).UserPools.Values.Single();
        return UserPoolTokens.Open(pool, Path.Combine(host.Folder, "data")).IdToken(new PoolUser("sam"), TimeSpan.FromMinutes(-5));
    }
}
