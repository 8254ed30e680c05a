using System.Buffers.Text;
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
    private const string Change = "Press Edit and send to change the request. The explorer shows what the route takes.";
    private const string SignIn = "Send the header Authorization: Bearer …, or sign in on the start page and send the request as this user.";
    private const string NewToken = "This token cannot be used. Get a new one, and send the header Authorization: Bearer …";
    private const string Wait = "Wait a moment and send the request again.";
    private const string OfFunction = "The function must be changed, not the request. Its event, its result and its log are below.";

    /// <summary>A request, what is special about it, the first sentences about it, and the hint what to do next.</summary>
    public static TheoryData<string, string, string, string> Refusals { get; } = new()
    {
        { "GET /nowhere", "", "403 Refused by the step route. The API has no such path.", "The start page lists all routes of the API." },
        { "DELETE /hello", "", "403 Refused by the step route. This path exists, but only for GET.", "The start page lists all routes" },
        { "GET /secret", "", "401 Refused by the step authorizer. The request has no token.", SignIn },
        { "GET /secret", "an expired token", "401 Refused by the step authorizer. The token has expired.", NewToken },
        {
            "GET /secret", "a changed token",
            "401 Refused by the step authorizer. The token's signature is not valid: the token names the issuer and a key of Users, but this key has not signed this text.",
            NewToken
        },
        {
            "GET /scoped", "an ID token", "401 Refused by the step authorizer. The method has scopes, so it accepts only access tokens.",
            """Send an access token with the scope things/write. You get one here: POST /_local/token with {"user":"sam","use":"access","scope":"things/write"}"""
        },
        {
            "GET /scoped", "an access token", "401 Refused by the step authorizer. The token has none of the method's scopes: things/write.",
            "Send an access token with the scope things/write."
        },
        { "GET /door", "", "401 Refused by the step authorizer. The header X-Ticket is missing or empty.", "Press Edit and send to add it." },
        {
            "GET /door", "a ticket", "403 Refused by the step authorizer. The policy of the authorizer porter denies this request.",
            "The function of the authorizer decides."
        },
        {
            "GET /inside", "", "403 Refused by the resource policy. The resource policy denies this request for the address 127.0.0.1.",
            "The resource policy of the API is in the template."
        },
        {
            "GET /feed", "", "403 Refused by the step API key. The header X-API-Key is missing.",
            "Send the header X-API-Key with a key of a usage plan. The start page shows the keys: PartnerKey."
        },
        {
            "GET /feed", "a wrong key", "403 Refused by the step API key. The API key is unknown, disabled, or in no usage plan of this stage.",
            "Send the header X-API-Key with a key of a usage plan."
        },
        {
            "GET /feed", "the second use of a key", "429 Refused by the quota of the usage plan. The usage plan's quota is used up: 1 request a day.",
            "The quota begins again with its next period, or when the gateway starts again."
        },
        {
            "GET /never", "",
            "429 Refused by the throttle of the method. The method's throttling limit is reached: at most 0.5 requests per second, with short bursts of up to 0.",
            Wait
        },
        { "GET /find", "", "400 Refused by the step validation. The request lacks the query parameter q.", Change },
        {
            "POST /things", "a body that is too small",
            "400 Refused by the step validation. The body does not fit the model Thing: size must be at least 1. API Gateway says: [numeric instance is lower than the required minimum (minimum: 1, found: 0)].",
            Change
        },
        {
            "POST /notes", "a text", "415 Refused by the step integration. The integration has no template for text/plain, only for application/json.",
            "Press Edit and send to change the header Content-Type or Content-Encoding."
        },
        {
            "GET /broken?size=%7B", "",
            "500 Failed in the response template. The mapping template GET /broken response 200 application/json fails at line 1, column 19: $util.parseJson: a closing brace is missing (character 2).",
            "Mend line 1 of this template."
        },
        {
            "GET /unmapped", "", "500 Failed in the step integration. No integration response matches, and the integration has no default response.",
            "The template must be changed, not the request."
        },
        {
            "GET /unreachable", "", "504 Failed in the HTTP backend. The backend does not answer: Connection refused (127.0.0.1:1).",
            "The gateway called GET http://127.0.0.1:1/. Start this server, or change its address in the template."
        },
        {
            "GET /forbid", "", "403 Refused by the function Forbid. Only for members. Ask for a ticket at the door. X-Ticket: is missing.", Change
        },
        {
            "GET /keep", "an ID token", "403 Refused by the function Keep. Only for keepers.",
            "sam may not do this. Try a user of another group: Send as ada (keepers)"
        },
        {
            "GET /stale", "an old version", "412 Refused by the function Stale. Somebody has changed it. If-Match was \"3\".",
            "Get the resource again, and send the ETag of that reply in the header If-Match."
        },
        { "POST /buy", "", "409 Refused by the function Buy. Not enough in stock. lines: productId 019a, available 1.", Change },
        {
            "POST /reuse", "a key", "422 Refused by the function Reuse. The Idempotency-Key belongs to another request. Idempotency-Key was key-1.",
            "Send the same request as the first time, or press Edit and send and write a new Idempotency-Key."
        },
        { "POST /paint", "a text", "415 Refused by the function Paint. Unknown paint. Content-Type was text/plain.", Change },
        {
            "GET /things/x", "",
            "400 Refused by the response template. Invalid id. The id of a thing has only digits. The request template sent the empty request {}, so DynamoDB GetItem refused it with 400.",
            "Line 7 of the response template (integration response 400) sets the status 400. These conditions led to it:"
        },
        {
            "GET /guest", "", "401 Refused by the response template. Sign in first. Guests see nothing here.",
            "Line 2 of the response template (integration response 200) sets the status 401."
        },
        { "GET /fail", "", "502 Failed in the function Fail. The function Fail failed with InvalidOperationException: The door is jammed.", OfFunction },
        { "GET /wait", "", "502 Failed in the function Wait. The function Wait timed out after 1 s.", OfFunction },
        {
            "GET /forget", "",
            "502 Failed in the function Forget. Malformed Lambda proxy response: it has a member that is not part of a proxy response: status.",
            OfFunction
        },
    };

    [BrowserTheory]
    [MemberData(nameof(Refusals))]
    public async Task The_page_says_who_refused_a_request_and_why_and_what_to_do_next(string request, string special, string said, string hint)
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
        await Expect(open.Page.Locator(".advice").Filter(new() { HasText = hint })).ToHaveCountAsync(1);
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
            "a changed token" => (null, [("Authorization", ChangedToken(await host.TokenAsync("sam")))]),
            "an old version" => (null, [("If-Match", "\"3\"")]),
            "a key" => ("{}", [("Idempotency-Key", "key-1")]),
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

    // Another name in the claims, and the signature of before.
    private static string ChangedToken(string token)
    {
        var parts = token.Split('.');
        var claims = Base64Url.DecodeFromChars(parts[1]);
        return $"{parts[0]}.{Base64Url.EncodeToString([.. claims.AsSpan()[..^1], .. ",\"a\":1}"u8])}.{parts[2]}";
    }

    private static string ExpiredToken(StudioHost host)
    {
        var pool = SamTemplate.Load(host.TemplateFile, new TemplateOptions()).UserPools.Values.Single();
        return UserPoolTokens.Open(pool, Path.Combine(host.Folder, "data")).IdToken(new PoolUser("sam"), TimeSpan.FromMinutes(-5));
    }
}
