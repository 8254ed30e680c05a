using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

/// <summary>The shop at another address than the API, as a static website has it: with its own settings.json and connect-src.</summary>
[Collection(BrowserTests.Name)]
public sealed class OtherAddressTests(Browser browser, OtherAddressTests.ShopElsewhere shop) : IClassFixture<OtherAddressTests.ShopElsewhere>
{
    [BrowserFact]
    public async Task The_shop_of_another_address_signs_in_and_orders_by_its_settings()
    {
        var product = await shop.Storefront.CreateAsync("Grinder");
        await using var open = await browser.OpenAsync(shop.Url, $"#/product/{product.Id}", others: [shop.Storefront.Url]);

        await open.SignInAsync("sam");
        await open.Button("Order").ClickAsync();
        await Expect(open.Page.Locator("main")).ToContainTextAsync("Your order is placed.");
        await open.Button("Sign out").ClickAsync();

        await Expect(open.Button("Sign in")).ToBeVisibleAsync();
        Assert.StartsWith(shop.Url.AbsoluteUri, open.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Its parameters allow one website.</summary>
    private sealed class AllowingStorefront(Uri website) : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>(base.Parameters)
        {
            ["AllowedOrigin"] = website.AbsoluteUri.TrimEnd('/'),
            ["SignInCallbackUrls"] = website.AbsoluteUri,
            ["SignOutUrls"] = website.AbsoluteUri,
        };
    }

    /// <summary>The website, and the API that allows it.</summary>
    public sealed class ShopElsewhere : IAsyncLifetime
    {
        private WebApplication? _website;
        private AllowingStorefront? _storefront;

        public Uri Url => new($"{_website!.Urls.Single()}/");

        public Storefront Storefront => _storefront!;

        public async Task InitializeAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _website = builder.Build();
            _website.MapGet("/", PageAsync);
            _website.MapGet("/settings.json", SettingsAsync);
            _website.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(ShopStorefront.Site) });
            await _website.StartAsync();
            _storefront = new AllowingStorefront(Url);
            await _storefront.InitializeAsync();
        }

        public async Task DisposeAsync()
        {
            await _storefront!.DisposeAsync();
            await _website!.DisposeAsync();
        }

        private async Task PageAsync(HttpContext context)
        {
            var page = await File.ReadAllTextAsync(Path.Combine(ShopStorefront.Site, "index.html"));
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(page.Replace("connect-src 'self'", $"connect-src 'self' {Storefront.Url}", StringComparison.Ordinal));
        }

        private Task SettingsAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new
        {
            api = Storefront.Url.AbsoluteUri.TrimEnd('/'),
            signIn = $"{Storefront.Url}_local/{Storefront.UserPool.LogicalId}",
            clientId = Storefront.UserPool.Clients.Values.Single().ClientId,
        });
    }
}
