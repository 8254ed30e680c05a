using LocalHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

/// <summary>The storefront with the page of samples/web, as <c>dotnet dev.cs run</c> serves both.</summary>
public sealed class ShopStorefront : Storefront
{
    public static string Site { get; } = Path.Combine(Repository.Root, "samples", "web", "site");

    internal override TemplateHostOptions Adjust(TemplateHostOptions options) => options with
    {
        Studio = true,
        PageFolders = new Dictionary<string, string> { ["shop"] = Site },
    };
}

/// <summary>What people do in the shop.</summary>
internal static class ShopPages
{
    /// <param name="fragment">The page of the shop, such as <c>/orders</c>.</param>
    public static Task<BrowserPage> OpenShopAsync(
        this Browser browser, Storefront storefront, string fragment = "/", ColorScheme scheme = ColorScheme.Light, int width = 1200) =>
        browser.OpenAsync(storefront.Url, $"_local/shop/#{fragment}", scheme, width);

    public static async Task SignInAsync(this BrowserPage open, string user)
    {
        await open.Button("Sign in").ClickAsync();
        await open.Field("Name or e-mail address").FillAsync(user);
        await open.Button("Sign in").ClickAsync();
        await Expect(open.Button("Sign out")).ToBeVisibleAsync();
    }

    /// <summary>Signs in as one of the users whom the sign-in page offers.</summary>
    public static async Task SignInAsAdminAsync(this BrowserPage open)
    {
        await open.Button("Sign in").ClickAsync();
        await open.Button("ada catalog-admins").ClickAsync();
        await Expect(open.Button("Sign out")).ToBeVisibleAsync();
    }

    public static ILocator Button(this BrowserPage open, string name) => open.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this BrowserPage open, string name) => open.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Field(this BrowserPage open, string label) => open.Page.GetByLabel(label, new() { Exact = true });

    /// <summary>The message of the page, beside its content.</summary>
    public static Task HearsAsync(this BrowserPage open, string message) => Expect(open.Page.Locator("#status")).ToContainTextAsync(message);

    public static Task IsAtAsync(this BrowserPage open, string heading) =>
        Expect(open.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
}
