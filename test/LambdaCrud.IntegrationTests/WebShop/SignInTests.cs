using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

[Collection(BrowserTests.Name)]
public sealed class SignInTests(Browser browser, ShopStorefront storefront) : IClassFixture<ShopStorefront>
{
    private static string NewUser() => $"{Guid.NewGuid():N}@example.com";

    [BrowserFact]
    public async Task A_user_signs_in_keeps_a_favorite_and_signs_out()
    {
        var product = await storefront.CreateAsync("Teapot");
        var user = NewUser();
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");

        // The sign-in leads back to the product.
        await open.SignInAsync(user);
        await open.IsAtAsync("Teapot");
        await Expect(open.Page.Locator("#user")).ToContainTextAsync(user);
        await open.Button("Favorite: Teapot").ClickAsync();
        await open.HearsAsync("Teapot is one of your favorites.");
        await open.Page.ReloadAsync();
        await Expect(open.Button("Favorite: Teapot")).ToHaveAttributeAsync("aria-pressed", "true");
        await open.Link("Favorites").ClickAsync();
        await open.Button("Favorite: Teapot").ClickAsync();
        await open.HearsAsync("Teapot is no favorite any more.");
        await open.Button("Sign out").ClickAsync();

        await Expect(open.Button("Sign in")).ToBeVisibleAsync();
        await open.Link("Orders").ClickAsync();
        await Expect(open.Button("Sign in to see them")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_favorite_of_a_deleted_product_is_not_shown()
    {
        var product = await storefront.CreateAsync("Soon gone");
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");
        await open.SignInAsync(NewUser());
        await open.Button("Favorite: Soon gone").ClickAsync();
        await open.HearsAsync("Soon gone is one of your favorites.");

        using var deleted = await storefront.Admin.DeleteAsync(product.Path);
        deleted.EnsureSuccessStatusCode();
        await open.Link("Favorites").ClickAsync();

        await Expect(open.Page.Locator("main")).ToContainTextAsync("Press the heart of a product to keep it here.");
    }

    [BrowserFact]
    public async Task A_code_that_this_tab_did_not_ask_for_signs_nobody_in()
    {
        await using var open = await browser.OpenAsync(storefront.Url, "_local/shop/?code=a-code&state=of-somebody-else");

        await open.HearsAsync("This sign-in did not start here.");
        await Expect(open.Button("Sign in")).ToBeVisibleAsync();
        Assert.Lacks("code", open.Page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_token_that_ends_soon_is_renewed_before_the_next_request()
    {
        await using var open = await browser.OpenShopAsync(storefront);
        await open.SignInAsync(NewUser());
        await open.Page.EvaluateAsync("sessionStorage.setItem('tokens', JSON.stringify({...JSON.parse(sessionStorage.getItem('tokens')), expires: 0}))");

        var renewal = await open.Page.RunAndWaitForRequestAsync(() => open.Page.ReloadAsync(), request => request.Url.EndsWith("/oauth2/token", StringComparison.Ordinal));
        await open.Link("Orders").ClickAsync();

        Assert.Contains("grant_type=refresh_token", renewal.PostData!, StringComparison.Ordinal);
        await Expect(open.Page.Locator("main")).ToContainTextAsync("You have no orders yet.");
    }

    [BrowserFact]
    public async Task A_sign_in_that_cannot_be_renewed_ends_in_words()
    {
        var product = await storefront.CreateAsync("Teapot");
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");
        await open.SignInAsync(NewUser());
        await open.IsAtAsync("Teapot");
        await open.Page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddHours(2));
        await open.Page.RouteAsync("**/oauth2/token", route => route.FulfillAsync(new() { Status = 400, Body = """{"error": "invalid_grant"}""" }));

        await open.Button("Favorite: Teapot").ClickAsync();

        await open.HearsAsync("Your sign-in has ended. Sign in again.");
        await Expect(open.Button("Sign in")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_refused_token_that_has_not_expired_is_told_in_the_words_of_the_API()
    {
        var product = await storefront.CreateAsync("Teapot");
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");
        await open.SignInAsync(NewUser());
        await open.IsAtAsync("Teapot");
        await open.Page.RouteAsync("**/favorites/*", route => route.FulfillAsync(new()
        {
            Status = 401,
            ContentType = "application/problem+json",
            Body = """{"title": "Sign in first", "detail": "This route needs a signed-in user.", "code": "unauthenticated"}""",
        }));

        await open.Button("Favorite: Teapot").ClickAsync();

        await open.HearsAsync("The API does not accept your sign-in. It says: Sign in first. This route needs a signed-in user.");
    }

    [BrowserFact]
    public async Task The_keyboard_is_enough_to_sign_in_and_to_order()
    {
        var product = await storefront.CreateAsync("Kettle", stock: 5);
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");
        await open.IsAtAsync("Kettle");

        await open.Page.Keyboard.PressAsync("Tab");
        await Expect(open.Link("Skip to the content")).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator("main")).ToBeFocusedAsync();
        await TabToAsync(open, open.Button("Sign in to order"));
        await open.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(open, open.Field("Name or e-mail address"));
        await open.Page.Keyboard.TypeAsync(NewUser());
        await open.Page.Keyboard.PressAsync("Enter");
        await open.IsAtAsync("Kettle");
        await TabToAsync(open, open.Field("Quantity"));
        await open.Page.Keyboard.PressAsync("ArrowUp");
        await open.Page.Keyboard.PressAsync("Enter");

        await Expect(open.Page.Locator("main")).ToContainTextAsync("Your order is placed. 2 pieces for €2.00.");
        await TabToAsync(open, open.Link("Your orders"));
        await open.Page.Keyboard.PressAsync("Enter");
        await open.IsAtAsync("Your orders");
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(BrowserPage open, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        // No page here has more places for the focus.
        for (var i = 0; i < 30 && !await target.EvaluateAsync<bool>("element => element === document.activeElement"); i++)
            await open.Page.Keyboard.PressAsync("Tab");
        await Expect(target).ToBeFocusedAsync();
    }
}
