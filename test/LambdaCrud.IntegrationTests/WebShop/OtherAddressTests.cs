using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

/// <summary>The shop at another address than the API, as a static website has it: with its own settings.json and connect-src.</summary>
[Collection(BrowserTests.Name)]
public sealed class OtherAddressTests(Browser browser)
{
    [BrowserFact]
    public async Task The_shop_of_another_address_signs_in_and_orders_by_its_settings()
    {
        await using var site = await Website.StartAsync();
        var storefront = new AllowingStorefront(site.Url);
        await storefront.InitializeAsync();
        site.Storefront = storefront;
        var product = await storefront.CreateAsync("Grinder");
        await using var open = await browser.OpenAsync(site.Url, $"#/product/{product.Id}", others: [storefront.Url]);

        await open.SignInAsync("sam");
        await open.Button("Order").ClickAsync();
        await Expect(open.Page.Locator("main")).ToContainTextAsync("Your order is placed.");
        await open.Button("Sign out").ClickAsync();

        await Expect(open.Button("Sign in")).ToBeVisibleAsync();
        Assert.StartsWith(site.Url.AbsoluteUri, open.Page.Url, StringComparison.Ordinal);
        await storefront.DisposeAsync();
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

    private sealed class Website(WebApplication application) : IAsyncDisposable
    {
        public Uri Url => new($"{application.Urls.Single()}/");

        public Storefront? Storefront { get; set; }

        public static async Task<Website> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var website = new Website(builder.Build());
            website.Map();
            await website.StartServerAsync();
            return website;
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();

        private Task StartServerAsync() => application.StartAsync();

        private void Map()
        {
            application.MapGet("/", async context =>
            {
                var page = await File.ReadAllTextAsync(Path.Combine(ShopStorefront.Site, "index.html"));
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync(page.Replace("connect-src 'self'", $"connect-src 'self' {Storefront!.Url}", StringComparison.Ordinal));
            });
            application.MapGet("/settings.json", context => context.Response.WriteAsJsonAsync(new
            {
                api = Storefront!.Url.AbsoluteUri.TrimEnd('/'),
                signIn = $"{Storefront.Url}_local/{Storefront.UserPool.LogicalId}",
                clientId = Storefront.UserPool.Clients.Values.Single().ClientId,
            }));
            application.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(ShopStorefront.Site) });
        }
    }
}
