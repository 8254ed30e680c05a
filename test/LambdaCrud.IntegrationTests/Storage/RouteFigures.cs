using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The cost of a request: its calls, as text, and the capacity units that they consume.</summary>
internal sealed record RouteFigure(string Request, string Calls, double ReadUnits, double WriteUnits)
{
    /// <summary>The row for the table in docs/storage.md.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {Request} | {(Calls.Length > 0 ? Calls : "–")} | {Units(ReadUnits)} | {Units(WriteUnits)} |");

    private static string Units(double units) => units == 0 ? "–" : units.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// Sends each request of the table in docs/storage.md and measures it. All product names have the same length and all orders have two
/// lines. Therefore all items have the same size.
/// </summary>
internal sealed class RouteFigures(MeasuredStorefront storefront)
{
    private const int FavoritesOfShopper = 25;
    private const int OrdersOfShopper = 30;

    private readonly Storefront _api = storefront.Api;
    private readonly List<RouteFigure> _figures = [];

    private HttpClient Admin => _api.Admin;

    public static string NameOf(int number) => $"Product {number.ToString("000000", CultureInfo.InvariantCulture)}";

    /// <summary>Adds products until the catalogue has this many.</summary>
    /// <param name="progress">Receives a line from time to time.</param>
    public async Task FillAsync(int from, int to, Action<string> progress)
    {
        const int Batch = 100;
        var done = from;
        var starts = Enumerable.Range(0, (to - from + Batch - 1) / Batch).Select(batch => from + (batch * Batch));
        await Parallel.ForEachAsync(starts, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (start, cancellation) =>
        {
            var count = Math.Min(Batch, to - start);
            var response = await Admin.SendAsync(Send(HttpMethod.Post, "/products/batch", BatchOf(start, count)), cancellation);
            var results = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!.AsArray();
            Assert.Every(results, result => Assert.Equal(201, (int)result!["status"]!));
            var now = Interlocked.Add(ref done, count);
            if (now % 10_000 == 0)
                progress($"{now} products");
        });
    }

    public async Task<IReadOnlyList<RouteFigure>> MeasureAsync()
    {
        _figures.Clear();
        await MeasureAsync("GET /health", _api.Anonymous, Send(HttpMethod.Get, "/health"));
        var (one, other) = (await CreateAsync(1), await CreateAsync(2));
        await MeasureProductsAsync(one);
        await MeasureFavoritesAsync(one);
        await MeasureOrdersAsync(one, other);
        return [.. _figures];
    }

    private async Task MeasureProductsAsync(CreatedProduct product)
    {
        await MeasureAsync("GET /products", _api.Anonymous, Send(HttpMethod.Get, "/products"));
        await MeasureAsync("GET /products?category=…", _api.Anonymous, Send(HttpMethod.Get, "/products?category=things"));
        await MeasureAsync("GET /products/{id}", _api.Anonymous, Send(HttpMethod.Get, product.Path));
        await MeasureAsync("POST /products", Admin, Send(HttpMethod.Post, "/products", ItemOf(3)), HttpStatusCode.Created);
        var put = Send(HttpMethod.Put, product.Path, ItemOf(1)).With("If-Match", product.ETag);
        await MeasureAsync("PUT /products/{id}", Admin, put);
        var patch = Send(HttpMethod.Patch, product.Path, """{"tags": ["new"]}""", "application/merge-patch+json");
        await MeasureAsync("PATCH /products/{id}", Admin, patch);
        var price = Send(HttpMethod.Patch, product.Path, """{"price": {"amount": 101}}""", "application/merge-patch+json");
        await MeasureAsync("PATCH /products/{id} of the price", Admin, price);
        await MeasureAsync("POST /products/{id}/stock", Admin, Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}"""));
        var adjust = Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}""").With("Idempotency-Key", $"{Guid.NewGuid()}");
        await MeasureAsync("POST /products/{id}/stock under a key", Admin, adjust);
        await MeasureAsync("DELETE /products/{id}", Admin, Send(HttpMethod.Delete, (await CreateAsync(4)).Path), HttpStatusCode.NoContent);
        var batch = Send(HttpMethod.Post, "/products/batch", BatchOf(5, 100)).With("Idempotency-Key", $"{Guid.NewGuid()}");
        await MeasureAsync("POST /products/batch of 100", Admin, batch, HttpStatusCode.MultiStatus);
        var feed = Send(HttpMethod.Get, "/feed/products?limit=100").With("X-API-Key", _api.ApiKey);
        await MeasureAsync("GET /feed/products?limit=100", _api.Anonymous, feed);
    }

    private async Task MeasureFavoritesAsync(CreatedProduct product)
    {
        using var client = _api.As($"shopper-{Guid.NewGuid():N}");
        for (var n = 0; n < FavoritesOfShopper; n++)
            Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsync($"/favorites/{Guid.CreateVersion7()}", null)).StatusCode);

        var path = $"/favorites/{product.Id}";
        await MeasureAsync("PUT /favorites/{productId}", client, Send(HttpMethod.Put, path), HttpStatusCode.NoContent);
        await MeasureAsync("GET /favorites", client, Send(HttpMethod.Get, "/favorites"));
        await MeasureAsync("DELETE /favorites/{productId}", client, Send(HttpMethod.Delete, path), HttpStatusCode.NoContent);
    }

    private async Task MeasureOrdersAsync(CreatedProduct one, CreatedProduct other)
    {
        var shopper = $"shopper-{Guid.NewGuid():N}";
        using var client = _api.As(shopper);
        var ids = new List<string>();
        for (var n = 0; n < OrdersOfShopper; n++)
            ids.Add((await (await client.OrderAsync(OrderRequests.Body((one, 1), (other, 1)))).JsonAsync()).Text("id"));

        await MeasureAsync("POST /orders of 1 line", client, Order(OrderRequests.Body((one, 1))), HttpStatusCode.Created);
        await MeasureAsync("POST /orders of 2 lines", client, Order(OrderRequests.Body((one, 1), (other, 1))), HttpStatusCode.Created);
        await MeasureAsync("GET /orders", client, Send(HttpMethod.Get, "/orders"));
        await MeasureAsync("GET /orders?status=… of 32 orders", client, Send(HttpMethod.Get, "/orders?status=placed"));
        await MeasureAsync("GET /orders?status=… of all customers", Admin, Send(HttpMethod.Get, "/orders?status=placed"));
        await MeasureAsync("GET /orders/{id}", client, Send(HttpMethod.Get, $"/orders/{ids[0]}"));
        await MeasureAsync("POST /orders/{id}/cancel of 2 lines", client, Send(HttpMethod.Post, $"/orders/{ids[0]}/cancel"));
        var ship = Send(HttpMethod.Post, $"/orders/{ids[1]}/ship?customerId={_api.SubjectOf(shopper)}");
        await MeasureAsync("POST /orders/{id}/ship", Admin, ship);
    }

    private async Task MeasureAsync(string name, HttpClient client, HttpRequestMessage request, HttpStatusCode expected = HttpStatusCode.OK)
    {
        storefront.DynamoDb.TakeCalls();
        using var response = await client.SendAsync(request);
        Assert.True(expected == response.StatusCode, $"{name}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        var calls = storefront.DynamoDb.TakeCalls();
        var named = calls.GroupBy(call => $"{call}").Select(same => same.Count() == 1 ? same.Key : $"{same.Count()} × {same.Key}");
        _figures.Add(new RouteFigure(
            name,
            string.Join(", ", named),
            calls.Where(call => call.IsRead).Sum(call => call.Units),
            calls.Where(call => !call.IsRead).Sum(call => call.Units)));
    }

    private Task<CreatedProduct> CreateAsync(int number) => _api.CreateAsync(NameOf(number), "A thing of the catalogue.", stock: 100);

    private static HttpRequestMessage Order(string body) =>
        Send(HttpMethod.Post, "/orders", body).With("Idempotency-Key", $"{Guid.NewGuid()}");

    private static string BatchOf(int start, int count) => $"[{string.Join(',', Enumerable.Range(start, count).Select(ItemOf))}]";

    private static string ItemOf(int number) => $$$"""
        {"name": "{{{NameOf(number)}}}", "description": "A thing of the catalogue.", "category": "things",
         "price": {"amount": 100, "currency": "EUR"}, "stock": 100}
        """;
}
