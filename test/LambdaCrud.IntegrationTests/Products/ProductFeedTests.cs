using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class ProductFeedTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task The_feed_has_every_product_once_in_a_stable_order()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => storefront.CreateAsync($"Feed {n}")));

        var one = await ReadIdsAsync(limit: 1_000);
        var many = await ReadIdsAsync(limit: 500);

        Assert.Equal(one.Count, one.Distinct().Count());
        Assert.Within(one, created.Select(product => product.Id));
        Assert.Equal(Ours(one), Ours(many));

        IEnumerable<string> Ours(List<string> ids) => ids.Where(id => created.Any(product => product.Id == id));
    }

    [Fact]
    public async Task The_feed_shows_a_product_as_the_catalogue_does()
    {
        var product = await storefront.CreateAsync();

        var shown = (await ReadAllAsync(limit: 1_000)).Single(item => item.Text("id") == product.Id);

        Assert.Equal(await storefront.Anonymous.GetStringAsync(product.Path), shown.ToJsonString());
    }

    [Fact]
    public async Task A_page_of_the_feed_has_at_most_1000_products() =>
        await (await GetAsync("/feed/products?limit=1001", storefront.ApiKey))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");

    [Fact]
    public async Task The_feed_refuses_a_cursor_from_the_public_list()
    {
        await storefront.CreateAsync();
        await storefront.CreateAsync();
        var cursor = (await (await storefront.Anonymous.GetAsync("/products?limit=1")).JsonAsync()).Text("nextCursor");

        await (await GetAsync($"/feed/products?cursor={cursor}", storefront.ApiKey))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-cursor");
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? key)
    {
        var request = Send(HttpMethod.Get, path);
        return storefront.Anonymous.SendAsync(key is null ? request : request.With("X-API-Key", key));
    }

    private async Task<List<string>> ReadIdsAsync(int limit) => [.. (await ReadAllAsync(limit)).Select(item => item.Text("id"))];

    private async Task<List<JsonObject>> ReadAllAsync(int limit)
    {
        var items = new List<JsonObject>();
        for (string? cursor = ""; cursor is not null;)
        {
            var next = cursor.Length > 0 ? $"&cursor={cursor}" : "";
            var response = await GetAsync($"/feed/products?limit={limit}{next}", storefront.ApiKey);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await response.JsonAsync();
            items.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject()));
            cursor = page.ContainsKey("nextCursor") ? page.Text("nextCursor") : null;
        }

        return items;
    }
}
