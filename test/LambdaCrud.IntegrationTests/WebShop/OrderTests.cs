using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

[Collection(BrowserTests.Name)]
public sealed class OrderTests(Browser browser, ShopStorefront storefront) : IClassFixture<ShopStorefront>
{
    private async Task<BrowserPage> OpenAsync(CreatedProduct product)
    {
        var open = await browser.OpenShopAsync(storefront, $"/product/{product.Id}");
        await open.SignInAsync($"{Guid.NewGuid():N}@example.com");
        return open;
    }

    private static Task SeesAsync(BrowserPage open, string text) => Expect(open.Page.Locator("main")).ToContainTextAsync(text);

    [BrowserFact]
    public async Task The_same_request_again_places_no_second_order()
    {
        var product = await storefront.CreateAsync("Grinder", stock: 5, amount: 8900);
        await using var open = await OpenAsync(product);

        await open.Field("Quantity").FillAsync("2");
        await open.Button("Order").ClickAsync();
        await SeesAsync(open, "Your order is placed. 2 pieces for €178.00.");
        await SeesAsync(open, "Only 3 left");
        await open.Button("Send the same request again (it does not order twice)").ClickAsync();
        await SeesAsync(open, "This is the same order.");
        await open.PictureAsync("shop-replay");
        await open.Button("Order more").ClickAsync();
        await open.Button("Order").ClickAsync();
        await SeesAsync(open, "Your order is placed.");
        await open.Link("Your orders").ClickAsync();

        await Expect(open.Page.Locator(".orders .card")).ToHaveCountAsync(2);
        await SeesAsync(open, "2 × Grinder");
        await open.PictureAsync("shop-orders");
    }

    [BrowserFact]
    public async Task A_cancelled_order_returns_its_pieces_once()
    {
        var product = await storefront.CreateAsync("Grinder", stock: 1);
        await using var open = await OpenAsync(product);
        await open.Button("Order").ClickAsync();
        await open.Link("Your orders").ClickAsync();

        await open.Button("Cancel the order").ClickAsync();

        await open.HearsAsync("The order is cancelled. Its pieces are in stock again.");
        await SeesAsync(open, "cancelled");
        await Expect(open.Button("Cancel the order")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task An_order_of_more_than_the_stock_says_how_many_pieces_are_left()
    {
        var product = await storefront.CreateAsync("Grinder", stock: 3);
        await using var open = await OpenAsync(product);

        await open.Field("Quantity").FillAsync("9");
        await open.Button("Order").ClickAsync();
        await SeesAsync(open, "Only 3 pieces left. You asked for 9. Nothing is ordered.");
        await open.PictureAsync("shop-out-of-stock");
        await open.Button("Order 3 instead").ClickAsync();

        await SeesAsync(open, "Your order is placed. 3 pieces for €3.00.");
    }

    [BrowserFact]
    public async Task A_sold_out_product_cannot_be_ordered()
    {
        var product = await storefront.CreateAsync("Grinder", stock: 0);
        await using var open = await OpenAsync(product);

        await open.Button("Order").ClickAsync();

        await SeesAsync(open, "This product is sold out. You asked for 1. Nothing is ordered.");
    }

    [BrowserFact]
    public async Task A_product_that_was_deleted_meanwhile_is_said_in_words()
    {
        var product = await storefront.CreateAsync("Grinder");
        await using var open = await OpenAsync(product);
        await open.IsAtAsync("Grinder");
        using var deleted = await storefront.Admin.DeleteAsync(product.Path);
        deleted.EnsureSuccessStatusCode();

        await open.Button("Order").ClickAsync();

        await open.HearsAsync("The shop does not sell this product any more.");
    }

    [BrowserFact]
    public async Task A_busy_API_makes_the_page_wait_as_long_as_it_says_and_order_once()
    {
        var product = await storefront.CreateAsync("Grinder");
        await using var open = await OpenAsync(product);
        await open.IsAtAsync("Grinder");
        await open.Page.Clock.InstallAsync();
        var keys = new List<string>();
        await open.Page.RouteAsync("**/orders", async route =>
        {
            keys.Add(route.Request.Headers["idempotency-key"]);
            if (keys.Count == 1)
                await route.FulfillAsync(Throttled(retryAfter: "3"));
            else
                await route.ContinueAsync();
        });

        await open.Button("Order").ClickAsync();
        await open.HearsAsync("The API is busy. The next attempt is in 3 seconds.");
        await open.PictureAsync("shop-busy");
        await open.Page.Clock.RunForAsync(2000);
        await open.HearsAsync("The next attempt is in 1 second.");
        await open.Page.Clock.RunForAsync(1000);

        await SeesAsync(open, "Your order is placed.");
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
    }

    [BrowserFact]
    public async Task An_API_that_is_busy_for_long_says_when_to_try_again()
    {
        var product = await storefront.CreateAsync("Grinder");
        await using var open = await OpenAsync(product);
        await open.IsAtAsync("Grinder");
        await open.Page.RouteAsync("**/orders", route => route.FulfillAsync(Throttled(retryAfter: "60")));

        await open.Button("Order").ClickAsync();

        await open.HearsAsync("There are too many requests at the moment. Try again in 60 s.");
    }

    private static RouteFulfillOptions Throttled(string retryAfter) => new()
    {
        Status = 429,
        ContentType = "application/problem+json",
        Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter },
        Body = """{"title": "Too many requests", "status": 429, "code": "throttled"}""",
    };
}
