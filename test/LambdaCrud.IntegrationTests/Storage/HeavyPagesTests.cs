using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// Items of the maximum length that consist of the characters that grow most in JSON. A control character is one byte in the table, six in
/// the reply's JSON, and seven in the JSON that Lambda sends. Every reply still arrives.
/// </summary>
public sealed class HeavyPagesTests(MeasuredStorefront storefront) : IClassFixture<MeasuredStorefront>
{
    private const int BatchSize = 12;
    private const int Batches = 17;

    private static readonly string Description = string.Concat(Enumerable.Repeat("\\u0001", 4_000));
    private static readonly string Name = string.Concat(Enumerable.Repeat("\\u0001", 200));
    private static readonly string Tags = string.Join(',', Enumerable.Repeat($"\"{string.Concat(Enumerable.Repeat("\\u0001", 40))}\"", 20));

    private static readonly string Product =
        $$"""{"name":"{{Name}}","description":"{{Description}}","tags":[{{Tags}}],"category":"c","price":{"amount":1,"currency":"EUR"},"stock":999999}""";

    [Fact]
    public async Task Lists_and_single_replies_with_the_heaviest_items_arrive()
    {
        var created = await CreateAsync();

        var feed = await WalkAsync("/feed/products?limit=1000");
        Assert.Equal(created.Order(StringComparer.Ordinal), feed.SelectMany(page => page.Ids()).Order(StringComparer.Ordinal));
        // A page of the table, 1 MB, holds some 190 of these items. That is more than Lambda can send.
        Assert.Contains(feed, page => page.ContainsKey("nextCursor") && page.Ids().Length is > 50 and < 110);

        var list = await WalkAsync("/products?category=c&limit=100");
        Assert.Equal(created.Order(StringComparer.Ordinal), list.SelectMany(page => page.Ids()).Order(StringComparer.Ordinal));
        Assert.Every(list.SkipLast(1), page => Assert.Equal(100, page.Ids().Length));

        Assert.Equal(HttpStatusCode.OK, (await storefront.Api.Admin.GetAsync($"/products/{created[0]}")).StatusCode);
        await OrdersAsync(created);
    }

    [Fact]
    public async Task A_batch_of_100_invalid_items_and_its_replay_arrive()
    {
        var item = $$"""{"name":"","description":"{{new string('x', 4_001)}}","tags":[{{string.Join(',', Enumerable.Repeat("\"\"", 20))}}],"category":"?","price":{"amount":-1,"currency":"?"},"stock":-1}""";
        var body = $"[{string.Join(',', Enumerable.Repeat(item, 100))}]";
        var key = Guid.NewGuid().ToString();

        var first = await PostAsync("/products/batch", body, key);
        var replay = await PostAsync("/products/batch", body, key);

        Assert.Equal((207, 207), ((int)first.StatusCode, (int)replay.StatusCode));
        Assert.Equal("true", replay.Header("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await replay.Content.ReadAsStringAsync());
        Assert.Equal(100, JsonNode.Parse(await first.Content.ReadAsStringAsync())!.AsArray().Count);
    }

    /// <summary>Orders with the maximum number of lines, each with the longest name.</summary>
    private async Task OrdersAsync(List<string> products)
    {
        const int Count = 40;
        var lines = string.Join(',', products.Take(50).Select(id => $$"""{"productId":"{{id}}","quantity":999}"""));
        var note = string.Concat(Enumerable.Repeat("\\u0001", 500));
        for (var n = 0; n < Count; n++)
        {
            var key = Guid.NewGuid().ToString();
            var body = $$"""{"lines":[{{lines}}],"note":"{{note}}"}""";
            var placed = await PostAsync("/orders", body, key);
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
            if (n == 0)
                Assert.Equal(await placed.Content.ReadAsStringAsync(), await (await PostAsync("/orders", body, key)).Content.ReadAsStringAsync());
        }

        var pages = await WalkAsync("/orders?limit=100");
        Assert.Equal(Count, pages.Sum(page => page.Ids().Length));
    }

    private async Task<List<string>> CreateAsync()
    {
        var ids = new List<string>();
        var body = $"[{string.Join(',', Enumerable.Repeat(Product, BatchSize))}]";
        for (var n = 0; n < Batches; n++)
        {
            var response = await PostAsync("/products/batch", body, Guid.NewGuid().ToString());
            Assert.True((int)response.StatusCode == 207, string.Join('\n', storefront.Api.Log.All.TakeLast(6)));
            var results = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray().Select(result => result!.AsObject()).ToList();
            Assert.Every(results, result => Assert.Equal(201, result["status"]!.GetValue<int>()));
            ids.AddRange(results.Select(result => result.Text("id")));
        }

        return ids;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, string key) =>
        storefront.Api.Admin.SendAsync(Send(HttpMethod.Post, path, body).With("Idempotency-Key", key));

    private async Task<List<JsonObject>> WalkAsync(string path)
    {
        var pages = new List<JsonObject>();
        for (var next = path; next.Length > 0;)
        {
            var response = await storefront.Api.Admin.SendAsync(Send(HttpMethod.Get, next).With("X-API-Key", storefront.Api.ApiKey));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await response.JsonAsync();
            pages.Add(page);
            next = page.ContainsKey("nextCursor") ? $"{path}&cursor={page.Text("nextCursor")}" : "";
        }

        return pages;
    }
}
