using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests.WebShop;

[Collection(BrowserTests.Name)]
public sealed class BrowseTests(Browser browser, ShopStorefront storefront) : IClassFixture<ShopStorefront>
{
    private static string NewCategory() => $"c-{Guid.NewGuid()}";

    [BrowserFact]
    public async Task The_products_of_a_category_come_page_by_page_in_the_chosen_order()
    {
        var category = NewCategory();
        for (var i = 0; i < 14; i++)
            await storefront.CreateAsync($"Product {i:00}", category: category, amount: 1000 + i, stock: i);
        await using var open = await browser.OpenShopAsync(storefront, $"/?category={category}");
        var cards = open.Page.Locator(".cards .card");

        await Expect(cards).ToHaveCountAsync(12);
        await Expect(cards.First).ToContainTextAsync("Product 00");
        await Expect(cards.First).ToContainTextAsync("Sold out");
        await Expect(cards.First).ToContainTextAsync("€10.00");
        await open.Button("Show more").ClickAsync();
        await Expect(cards).ToHaveCountAsync(14);
        await Expect(open.Link("Product 12")).ToBeFocusedAsync();
        await Expect(open.Button("Show more")).ToBeHiddenAsync();
        await open.Page.GetByLabel("Sort by").SelectOptionAsync("Price, high to low");

        await Expect(cards.First).ToContainTextAsync("Product 13");
    }

    [BrowserFact]
    public async Task A_category_that_the_page_has_seen_is_one_click_away()
    {
        var category = NewCategory();
        var product = await storefront.CreateAsync("A product", category: category);
        await using var open = await browser.OpenShopAsync(storefront, product.Path.Replace("products", "product", StringComparison.Ordinal));

        await open.Link(category).ClickAsync();

        await open.IsAtAsync($"Products: {category}");
        await Expect(open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Categories" }).GetByText(category)).ToHaveAttributeAsync("aria-current", "page");
        Assert.Equal($"Products: {category} – Shop", await open.Page.TitleAsync());
    }

    [BrowserFact]
    public async Task A_category_that_show_more_has_brought_is_one_click_away()
    {
        var first = NewCategory();
        var later = NewCategory();
        await using var open = await browser.OpenShopAsync(storefront, "/orders");
        await open.Page.RouteAsync("**/products?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = route.Request.Url.Contains("cursor", StringComparison.Ordinal) ? Page(later, "") : Page(first, ",\"nextCursor\":\"next\""),
        }));
        await open.Link("Products").ClickAsync();

        await open.Button("Show more").ClickAsync();

        await Expect(open.Link(later)).ToBeVisibleAsync();
        await Expect(open.Link(first)).ToBeVisibleAsync();
    }

    private static string Page(string category, string rest) =>
        $$"""{"items":[{"id":"{{Guid.CreateVersion7()}}","name":"A","description":"","category":"{{category}}","tags":[],"price":{"amount":1,"currency":"EUR"},"stock":1}]{{rest}}}""";

    [BrowserFact]
    public async Task A_category_of_a_later_page_is_one_click_away()
    {
        var shown = NewCategory();
        var later = NewCategory();
        await using var open = await browser.OpenShopAsync(storefront, "/orders");
        await open.Page.RouteAsync("**/products?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = route.Request.Url.Contains("cursor", StringComparison.Ordinal) ? Page(later, "") : Page(shown, ",\"nextCursor\":\"next\""),
        }));

        await open.Link("Products").ClickAsync();

        await Expect(open.Link(later)).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".cards .card")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_shop_on_this_machine_links_the_studio()
    {
        await using var open = await browser.OpenShopAsync(storefront);

        await open.Link("Studio").ClickAsync();

        await Expect(open.Page).ToHaveTitleAsync("Start – Studio");
    }

    [BrowserFact]
    public async Task A_product_that_does_not_exist_is_said_in_words()
    {
        await using var open = await browser.OpenShopAsync(storefront, $"/product/{Guid.CreateVersion7()}");

        await open.IsAtAsync("This product does not exist");
    }

    [BrowserFact]
    public async Task A_page_without_an_answer_says_so()
    {
        await using var open = await browser.OpenShopAsync(storefront);
        await open.IsAtAsync("All products");
        await open.Page.RouteAsync("**/products/*", route => route.FulfillAsync(new()
        {
            Status = 500,
            ContentType = "application/problem+json",
            Body = """{"title": "Something went wrong", "code": "internal"}""",
        }));

        await open.Page.EvaluateAsync("location.hash = '#/product/1'");

        await open.IsAtAsync("This page cannot be shown");
        await Expect(open.Page.Locator("main")).ToContainTextAsync("Something went wrong.");
    }

    [BrowserFact]
    public async Task Texts_that_are_markup_stay_texts_on_every_page()
    {
        const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        var category = NewCategory();
        var product = await storefront.CreateAsync(Markup, Markup, category);
        await using var open = await browser.OpenShopAsync(storefront, $"/?category={category}");

        await open.SignInAsync(Markup);
        await open.Button($"Favorite: {Markup}").ClickAsync();
        await open.HearsAsync(Markup);
        await open.Link(Markup).ClickAsync();
        await open.IsAtAsync(Markup);
        await open.Button("Order").ClickAsync();
        await open.Link("Your orders").ClickAsync();
        await Expect(open.Page.Locator(".orders")).ToContainTextAsync(Markup);
        await open.Link("Favorites").ClickAsync();
        await Expect(open.Link(Markup)).ToBeVisibleAsync();

        Assert.Equal(0, await open.Page.Locator("main img, main script, #user img, #status img").CountAsync());
        Assert.NotEmpty(product.Id);
    }

    [BrowserTheory]
    [InlineData(1200, ColorScheme.Light, "light")]
    [InlineData(1200, ColorScheme.Dark, "dark")]
    [InlineData(360, ColorScheme.Light, "narrow")]
    public async Task No_page_is_wider_than_the_screen(int width, ColorScheme scheme, string name)
    {
        var category = NewCategory();
        var product = await storefront.CreateAsync("A_very_long_name_without_a_space_that_no_narrow_screen_can_show", category: category, stock: 3);
        await using var open = await browser.OpenShopAsync(storefront, $"/?category={category}", scheme, width);
        await open.SignInAsAdminAsync();
        (string Page, string Heading)[] pages =
            [($"/?category={category}", $"Products: {category}"), ($"/product/{product.Id}", "A_very_long_name_without_a_space_that_no_narrow_screen_can_show"), ("/favorites", "Favorites"), ("/orders", "Your orders")];

        foreach (var (page, heading) in Assert.Some(pages))
        {
            await open.Page.EvaluateAsync("page => location.hash = page", page);
            await open.IsAtAsync(heading);
            await open.PictureAsync($"shop-{name}-{page.Split('/', '?')[1]}");
            Assert.True(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), page);
        }
    }
}
