using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed class StartPageTests(Browser browser)
{
    [BrowserFact]
    public async Task The_start_page_shows_routes_users_keys_and_the_stage()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host);

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Api stage dev, from template.yaml" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Row, new() { Name = "GET /secret" })).ToContainTextAsync("signed in");
        await Expect(open.Page.GetByRole(AriaRole.Row, new() { Name = "GET /things/{id}" })).ToContainTextAsync("DynamoDB GetItem");
        await open.SeesAsync("Stage variablesgreeting = Hello");
        await open.PictureAsync("start-light");
    }

    [BrowserFact]
    public async Task One_click_signs_a_user_in_and_the_next_request_carries_the_token()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as ada (keepers)" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as ada (keepers)" })).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Send GET /secret" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        await open.SeesAsync("Answered by the mock.");
        await open.SeesAsync("\"you\": \"ada\"");
        Assert.Equal("ada (keepers)", Assert.Single(host.Recorder.Records).Caller);
        Assert.Lacks("eyJ", await open.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task API_keys_are_shown_when_the_user_asks()
    {
        await using var host = await StudioHost.StartAsync();
        var (_, keys) = await host.PostAsync("keys", new { });
        var value = (string)keys!["PartnerKey"]!;
        await using var open = await browser.OpenAsync(host);

        await open.SeesAsync("PartnerKey");
        await Expect(open.Page.Locator("main")).Not.ToContainTextAsync(value);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Copy PartnerKey" }).ClickAsync();
        await Expect(open.Page.GetByText("Copied.", new() { Exact = true })).ToBeInViewportAsync();
        Assert.Equal(value, await open.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await Expect(open.Page.Locator("main")).Not.ToContainTextAsync(value);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show the keys" }).ClickAsync();

        await open.SeesAsync(value);
    }

    [BrowserFact]
    public async Task The_start_page_leads_to_all_pages_and_to_the_sign_in_pages_of_the_pool()
    {
        await using var host = await StudioHost.StartAsync(change: WithCallback);
        await using var open = await browser.OpenAsync(host);

        var pages = open.Page.GetByRole(AriaRole.Region, new() { Name = "Pages", Exact = true });
        await Expect(pages.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Requests", "Health", "Explorer", "Data", "Send", "Compare", "Templates"]);
        await open.PictureAsync("start-sign-in");
        var page = await open.Page.Context.RunAndWaitForPageAsync(() =>
            open.Page.GetByRole(AriaRole.Link, new() { Name = "Sign-in page of UsersClient" }).ClickAsync());

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        // The authorize endpoint redirects to the page.
        Assert.StartsWith(new Uri(host.Url, "_local/Users/login?").AbsoluteUri, page.Url, StringComparison.Ordinal);
        Assert.Contains("redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F%3Fa%3Db%26c", page.Url, StringComparison.Ordinal);
        await Expect(open.Page.GetByRole(AriaRole.Link, new() { Name = "Sign-out of UsersClient" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_pool_without_a_callback_says_that_no_app_can_use_its_sign_in_page()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host, "", ColorScheme.Dark, width: 390, height: 844);
        await open.SeesAsync("direct The gateway calls the service itself. There is no function.");
        await Expect(open.Page.GetByRole(AriaRole.Link, new() { Name = "Send GET /secret" })).ToBeInViewportAsync();
        // The header is one line that scrolls.
        var pages = open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        Assert.True((await open.Page.Locator("header").BoundingBoxAsync())!.Height <= 56);
        await pages.GetByText("Templates").ClickAsync();
        await Expect(pages.GetByText("Templates")).ToBeInViewportAsync();
        await pages.GetByText("Start").ClickAsync();

        await open.SeesAsync("No client of Users has a callback URL, so no app can send its users to the sign-in page.");
        await open.PictureAsync("start-narrow");
        Assert.False(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the screen.");
    }

    /// <summary>Gives the client of things.yaml a callback URL.</summary>
    internal static string WithCallback(string template) => template.Replace(
        "      UserPoolId: !Ref Users\n  Keepers:",
        """
              UserPoolId: !Ref Users
              AllowedOAuthFlowsUserPoolClient: true
              AllowedOAuthFlows: [code]
              AllowedOAuthScopes: [openid]
              SupportedIdentityProviders: [COGNITO]
              CallbackURLs: ["http://localhost:8080/?a=b&c"]
              LogoutURLs: ["http://localhost:8080/bye"]
          Keepers:
        """,
        StringComparison.Ordinal);

    [BrowserFact]
    public async Task Another_template_has_its_own_start_page()
    {
        await using var host = await StudioHost.StartAsync("bookmarks.json");
        await using var open = await browser.OpenAsync(host);

        await open.SeesAsync("BookmarksApi");
        await open.SeesAsync("The template has no user pool.");
        await Expect(open.Page.GetByRole(AriaRole.Link, new() { Name = "Send GET /bookmarks/{id}" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_the_content_and_the_pages()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host);
        await open.SeesAsync("Routes");

        await open.Page.Keyboard.PressAsync("Tab");
        await Expect(open.Page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator("main")).ToBeFocusedAsync();
        await open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByText("Requests").PressAsync("Enter");

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Requests" })).ToBeVisibleAsync();
        Assert.Equal("Requests – Studio", await open.Page.TitleAsync());
    }
}
