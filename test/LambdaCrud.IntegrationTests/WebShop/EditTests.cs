using Microsoft.Playwright;
using static LambdaCrud.IntegrationTests.Requests;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

[Collection(BrowserTests.Name)]
public sealed class EditTests(Browser browser, ShopStorefront storefront) : IClassFixture<ShopStorefront>
{
    private async Task<BrowserPage> OpenAsync(CreatedProduct product)
    {
        var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");
        await open.SignInAsAdminAsync();
        await Expect(open.Field("Name")).ToBeVisibleAsync();
        return open;
    }

    private async Task ChangeAsync(CreatedProduct product, string patch)
    {
        using var request = Send(HttpMethod.Patch, product.Path, patch);
        request.Content!.Headers.ContentType = new("application/merge-patch+json");
        using var response = await storefront.Admin.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private async Task<string> StoredAsync(CreatedProduct product) => await storefront.Anonymous.GetStringAsync(product.Path);

    /// <summary>Another administrator changes the product while this page edits its name.</summary>
    private async Task<BrowserPage> OpenConflictAsync(CreatedProduct product)
    {
        var open = await OpenAsync(product);
        await open.Field("Name").FillAsync("My name");
        await ChangeAsync(product, """{"name": "Their name", "price": {"amount": 999}}""");
        await open.Button("Save").ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Somebody else has changed this product" })).ToBeVisibleAsync();
        return open;
    }

    [BrowserFact]
    public async Task An_administrator_edits_a_product_and_edits_it_again()
    {
        var product = await storefront.CreateAsync("Old name");
        await using var open = await OpenAsync(product);

        await open.Field("Name").FillAsync("New name");
        await open.Field("Price in EUR").FillAsync("12.34");
        await open.Button("Save").ClickAsync();
        await open.HearsAsync("The product is saved.");
        await open.IsAtAsync("New name");
        await open.Field("Description").FillAsync("A new text");
        await open.Button("Save").ClickAsync();
        await Expect(open.Page.Locator(".description")).ToHaveTextAsync("A new text");

        Assert.Contains("\"amount\":1234", await StoredAsync(product), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_stale_edit_shows_both_versions_and_saves_the_own_one_if_the_person_wants()
    {
        var product = await storefront.CreateAsync("Old name");
        await using var open = await OpenConflictAsync(product);
        var row = open.Page.GetByRole(AriaRole.Row, new() { Name = "name" });

        await Expect(row).ToContainTextAsync("Their name");
        await Expect(row).ToContainTextAsync("My name");
        await Expect(open.Page.GetByRole(AriaRole.Row, new() { Name = "price" })).ToHaveTextAsync("price€9.99€9.99");
        await open.Page.Locator(".conflict").ScrollIntoViewIfNeededAsync();
        await open.PictureAsync("shop-conflict");
        Assert.Contains("Their name", await StoredAsync(product), StringComparison.Ordinal);
        await open.Button("Save mine").ClickAsync();
        await open.HearsAsync("The product is saved.");

        await open.IsAtAsync("My name");
        var stored = await StoredAsync(product);
        Assert.Contains("My name", stored, StringComparison.Ordinal);
        // The page sends only what the person has changed.
        Assert.Contains("\"amount\":999", stored, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_stale_edit_can_be_given_up_for_the_stored_version()
    {
        var product = await storefront.CreateAsync("Old name");
        await using var open = await OpenConflictAsync(product);

        await open.Button("Take theirs").ClickAsync();
        await open.IsAtAsync("Their name");
        await open.Field("Name").FillAsync("Agreed name");
        await open.Button("Save").ClickAsync();
        await open.HearsAsync("The product is saved.");

        Assert.Contains("Agreed name", await StoredAsync(product), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_value_that_the_API_refuses_is_named()
    {
        var product = await storefront.CreateAsync("Old name");
        await using var open = await OpenAsync(product);

        await open.Field("Category").FillAsync("Not a category!");
        await open.Button("Save").ClickAsync();

        await Expect(open.Page.Locator(".faults")).ToHaveTextAsync("category: Must be 1 to 50 characters of a-z, 0-9 and hyphen.");
    }

    [BrowserFact]
    public async Task A_shopper_sees_no_edit()
    {
        var product = await storefront.CreateAsync("Grinder");
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");

        await open.SignInAsync("shopper@example.com");
        await Expect(open.Button("Order")).ToBeVisibleAsync();

        await Expect(open.Button("Save")).ToHaveCountAsync(0);
    }
}
