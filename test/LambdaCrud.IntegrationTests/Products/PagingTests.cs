using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class PagingTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Theory]
    [InlineData("")]
    [InlineData("&category=paged&sort=name")]
    public async Task The_pages_contain_each_of_1000_products_once_while_other_products_are_inserted(string query)
    {
        var standing = new List<string>();
        for (var hundred = 0; hundred < 10; hundred++)
            standing.AddRange(await CreateHundredAsync(hundred));
        using var paged = new CancellationTokenSource();
        var inserting = InsertUntilAsync(paged.Token);

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var response = await storefront.Anonymous.GetAsync($"/products?limit=100{query}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await response.JsonAsync();
            // Another test may move a product of its own to a later page.
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject())
                .Where(item => item.Text("category") == "paged").Select(item => item.Text("id")));
            cursor = page.ContainsKey("nextCursor") ? page.Text("nextCursor") : null;
        }

        await paged.CancelAsync();
        Assert.True(await inserting > 0);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Within(seen, standing);
    }

    private async Task<IEnumerable<string>> CreateHundredAsync(int hundred)
    {
        var products = Enumerable.Range(100 * hundred, 100).Select(n =>
            $$"""{"name":"standing {{n:0000}}","category":"paged","price":{"amount":100,"currency":"EUR"},"stock":10}""");
        var (batch, key) = ($"[{string.Join(',', products)}]", $"{Guid.NewGuid()}");
        // On a loaded machine, a function may end before all items are stored. A client then repeats the request with its key.
        for (var attempt = 1; ; attempt++)
        {
            var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products/batch", batch).With("Idempotency-Key", key));
            Assert.Equal(HttpStatusCode.MultiStatus, response.StatusCode);
            var results = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
            if (attempt == 5 || results.All(result => (int)result!["status"]! == 201))
                return results.Select(result => result!.AsObject().Text("id"));
        }
    }

    private async Task<int> InsertUntilAsync(CancellationToken cancellationToken)
    {
        var inserted = 0;
        do
            await storefront.CreateAsync($"inserted {inserted++:0000}", category: "paged");
        while (!cancellationToken.IsCancellationRequested);
        return inserted;
    }
}
