using System.Net;
using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class ListProductsTests(Storefront storefront) : IClassFixture<Storefront>
{
    private readonly string _category = $"c-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_category_is_sorted_by_name_without_regard_to_case()
    {
        await CreateAsync("banana", 3);
        await CreateAsync("Apple", 2);
        await CreateAsync("cherry", 1);

        Assert.Equal(["Apple", "banana", "cherry"], await NamesAsync($"/products?category={_category}"));
        Assert.Equal(["Apple", "banana", "cherry"], await NamesAsync($"/products?category={_category}&sort=name"));
    }

    [Fact]
    public async Task A_category_is_sorted_by_price_in_ascending_and_descending_order()
    {
        await CreateAsync("mid", 200);
        await CreateAsync("cheap", 10);
        await CreateAsync("dear", 1_000);

        Assert.Equal(["cheap", "mid", "dear"], await NamesAsync($"/products?category={_category}&sort=price"));
        Assert.Equal(["dear", "mid", "cheap"], await NamesAsync($"/products?category={_category}&sort=-price"));
    }

    [Fact]
    public async Task An_item_of_a_list_equals_the_reply_to_a_GET_of_the_product()
    {
        var product = await CreateAsync("Same", 5);

        var list = await (await storefront.Anonymous.GetAsync($"/products?category={_category}")).JsonAsync();

        var read = await (await storefront.Anonymous.GetAsync(product.Path)).JsonAsync();
        Assert.Equal(read.ToJsonString(), Assert.Single(list["items"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task The_last_page_has_no_cursor_and_no_link_even_when_it_is_full()
    {
        await CreateAsync("one", 1);
        await CreateAsync("two", 2);

        var response = await storefront.Anonymous.GetAsync($"/products?category={_category}&limit=2");

        Assert.False((await response.JsonAsync()).ContainsKey("nextCursor"));
        Assert.False(response.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("price")]
    [InlineData("-price")]
    public async Task A_client_that_follows_the_links_reads_every_product_once(string sort)
    {
        for (var n = 0; n < 7; n++)
            await CreateAsync($"p{n}", n / 2);

        var names = new List<string>();
        string? next = $"/products?category={_category}&sort={sort}&limit=3";
        while (next is not null)
        {
            var response = await storefront.Anonymous.GetAsync(next);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await response.JsonAsync();
            names.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject().Text("name")));
            next = NextLink(response);
            Assert.Equal(next is not null, page.ContainsKey("nextCursor"));
        }

        Assert.Equal(["p0", "p1", "p2", "p3", "p4", "p5", "p6"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_list_of_an_empty_category_is_empty()
    {
        var list = await (await storefront.Anonymous.GetAsync($"/products?category={_category}")).JsonAsync();

        Assert.Equal("""{"items":[]}""", list.ToJsonString());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("sort=stock&category=a", "sort")]
    [InlineData("sort=price", "sort")]
    [InlineData("category=No%20Category", "category")]
    public async Task A_list_with_an_invalid_parameter_gets_400_that_names_the_parameter(string query, string parameter)
    {
        var response = await storefront.Anonymous.GetAsync($"/products?{query}");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Equal(parameter, Assert.Single(problem["errors"]!.AsArray())!.AsObject().Text("parameter"));
    }

    [Fact]
    public async Task A_cursor_that_is_from_another_list_or_changed_or_garbage_gets_400()
    {
        await CreateAsync("one", 1);
        await CreateAsync("two", 2);
        var page = await (await storefront.Anonymous.GetAsync($"/products?category={_category}&limit=1")).JsonAsync();
        var cursor = page.Text("nextCursor");
        var changed = (cursor[10] == 'A' ? 'B' : 'A').ToString();

        Assert.Equal(HttpStatusCode.OK, (await storefront.Anonymous.GetAsync($"/products?category={_category}&limit=1&cursor={cursor}")).StatusCode);
        string[] refused =
        [
            $"category={_category}x&limit=1&cursor={cursor}",
            $"category={_category}&sort=price&limit=1&cursor={cursor}",
            $"limit=1&cursor={cursor}",
            $"category={_category}&cursor={cursor[..10]}{changed}{cursor[11..]}",
            $"category={_category}&cursor={cursor[..^4]}",
            $"category={_category}&cursor=%7B%22pk%22%3A1%7D",
            $"category={_category}&cursor=",
        ];
        foreach (var query in Assert.Some(refused))
            await (await storefront.Anonymous.GetAsync($"/products?{query}")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-cursor");
    }

    private Task<CreatedProduct> CreateAsync(string name, int amount) => storefront.CreateAsync(name, category: _category, amount: amount);

    private async Task<IEnumerable<string>> NamesAsync(string path)
    {
        var list = await (await storefront.Anonymous.GetAsync(path)).JsonAsync();
        return list["items"]!.AsArray().Select((JsonNode? item) => item!.AsObject().Text("name"));
    }

    /// <summary>The target of <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288), or null on the last page.</summary>
    private static string? NextLink(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
            return null;
        var link = Assert.Single(links);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        return new Uri(response.RequestMessage!.RequestUri!, link[1..link.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery;
    }
}
