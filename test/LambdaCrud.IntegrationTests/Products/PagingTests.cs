using System.Net;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class PagingTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Theory]
    [InlineData("")]
    [InlineData("&category=paged&sort=name")]
    public async Task The_pages_contain_each_of_1000_products_once_while_other_products_are_inserted(string query)
    {
        var standing = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => storefront.CreateAsync($"standing {n:0000}", category: "paged")));
        using var paged = new CancellationTokenSource();
        var inserting = InsertUntilAsync(paged.Token);

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var response = await storefront.Anonymous.GetAsync($"/products?limit=100{query}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await response.JsonAsync();
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject().Text("id")));
            cursor = page.ContainsKey("nextCursor") ? page.Text("nextCursor") : null;
        }

        await paged.CancelAsync();
        Assert.True(await inserting > 0);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Within(seen, standing.Select(product => product.Id));
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
