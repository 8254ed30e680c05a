using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Favorites;

public sealed class FavoritesTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task An_added_favorite_is_listed_and_a_removed_one_is_not()
    {
        using var ann = storefront.As("ann");
        var before = DateTimeOffset.UtcNow;
        var product = await storefront.CreateAsync();

        var added = await PutAsync(ann, product.Id);
        var favorite = Assert.Single(await ItemsAsync(ann));
        var removed = await ann.DeleteAsync($"/favorites/{product.Id}");

        Assert.Equal(HttpStatusCode.NoContent, added.StatusCode);
        Assert.Empty(await added.Content.ReadAsByteArrayAsync());
        Assert.Equal(["productId", "addedAt"], favorite.Select(member => member.Key));
        Assert.Equal(product.Id, favorite.Text("productId"));
        var addedAt = DateTimeOffset.ParseExact(
            favorite.Text("addedAt"), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.InRange(addedAt, before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty(await removed.Content.ReadAsByteArrayAsync());
        Assert.Empty(await ItemsAsync(ann));
    }

    [Fact]
    public async Task A_second_PUT_and_a_second_DELETE_of_a_favorite_get_204_and_change_nothing()
    {
        using var ben = storefront.As("ben");
        var id = Guid.CreateVersion7().ToString();
        await PutAsync(ben, id);
        var first = await ben.GetStringAsync("/favorites");

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(ben, id)).StatusCode);
        Assert.Equal(first, await ben.GetStringAsync("/favorites"));
        Assert.Equal(HttpStatusCode.NoContent, (await ben.DeleteAsync($"/favorites/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ben.DeleteAsync($"/favorites/{id}")).StatusCode);
        Assert.Equal("""{"items":[]}""", await ben.GetStringAsync("/favorites"));
    }

    [Fact]
    public async Task An_unknown_or_deleted_product_can_be_a_favorite()
    {
        using var cleo = storefront.As("cleo");
        var product = await storefront.CreateAsync();
        var unknown = Guid.CreateVersion7().ToString();
        await PutAsync(cleo, product.Id);
        await storefront.Admin.DeleteAsync(product.Path);

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(cleo, unknown)).StatusCode);
        Assert.Equal([product.Id, unknown], Ids(await ItemsAsync(cleo)));
    }

    [Fact]
    public async Task A_page_has_20_favorites_in_the_order_of_their_product_ids()
    {
        using var dora = storefront.As("dora");
        var ids = await AddAsync(dora, 21);

        var response = await dora.GetAsync("/favorites");
        var page = await response.JsonAsync();

        Assert.Equal(ids[..20], Ids(Items(page)));
        Assert.Equal(ids[19], page.Text("nextCursor"));
        Assert.Equal($"<?cursor={ids[19]}>; rel=\"next\"", response.Header("Link"));
        Assert.Equal("no-cache, private", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 3)]
    [InlineData(7, 1)]
    [InlineData(100, 1)]
    public async Task The_Link_headers_lead_through_all_pages_and_the_last_page_has_none(int limit, int pages)
    {
        using var shopper = storefront.As($"eve-{limit}");
        var ids = await AddAsync(shopper, 7);

        var seen = new List<string>();
        var requests = 0;
        for (string? query = $"?limit={limit}"; query is not null; requests++)
        {
            var response = await shopper.GetAsync($"/favorites{query}");
            seen.AddRange(Ids(Items(await response.JsonAsync())));
            query = response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('<', '>')[1] : null;
        }

        Assert.Equal(ids, seen);
        Assert.Equal(pages, requests);
    }

    [Fact]
    public async Task A_cursor_from_another_customers_page_shows_only_the_callers_favorites()
    {
        using var fay = storefront.As("fay");
        using var gus = storefront.As("gus");
        var theirs = await AddAsync(fay, 3);
        var own = await AddAsync(gus, 2);

        Assert.Equal(own, Ids(await ItemsAsync(gus, $"?limit=100&cursor={theirs[0]}")));
        Assert.Equal(theirs, Ids(await ItemsAsync(fay)));
    }

    [Theory]
    [InlineData("GET", "/favorites")]
    [InlineData("PUT", "/favorites/0193a1b2-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/favorites/0193a1b2-0000-7000-8000-000000000001")]
    public async Task A_favorites_request_without_a_token_gets_401(string method, string path)
    {
        var response = await storefront.Anonymous.SendAsync(Send(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("UnauthorizedException", response.Header("x-amzn-ErrorType"));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string id) => client.PutAsync($"/favorites/{id}", content: null);

    /// <summary>Adds products in reverse order and returns their ids in ascending order.</summary>
    private static async Task<string[]> AddAsync(HttpClient client, int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7().ToString()).Order(StringComparer.Ordinal).ToArray();
        foreach (var id in Assert.Some(ids.Reverse()))
            Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(client, id)).StatusCode);
        return ids;
    }

    private static async Task<List<JsonObject>> ItemsAsync(HttpClient client, string query = "")
    {
        var response = await client.GetAsync($"/favorites{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Items(await response.JsonAsync());
    }

    private static List<JsonObject> Items(JsonObject page) => [.. page["items"]!.AsArray().Select(item => item!.AsObject())];

    private static string[] Ids(IEnumerable<JsonObject> items) => [.. items.Select(item => item.Text("productId"))];
}
