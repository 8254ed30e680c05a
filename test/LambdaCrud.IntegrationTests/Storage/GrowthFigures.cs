using System.Globalization;
using System.Net;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The cost of a request by <see cref="UnitRules"/>.</summary>
internal sealed record GrowthFigure(string Request, string Calls, IReadOnlyList<Charge> Charges)
{
    /// <summary>Read units, write units and bytes, as in the table of docs/scale.md.</summary>
    public string Cost => string.Create(
        CultureInfo.InvariantCulture,
        $"{UnitsOf(charge => charge.ReadUnits)} / {UnitsOf(charge => charge.WriteUnits)} / {Charges.Sum(charge => charge.Bytes):N0}");

    private string UnitsOf(Func<Charge, double> part) =>
        Charges.Sum(part) is var units && units == 0 ? "–" : units.ToString("#,0.#", CultureInfo.InvariantCulture);
}

/// <summary>Sends each request of the table in docs/scale.md and computes its cost.</summary>
internal sealed class GrowthFigures(GrowingStorefront storefront)
{
    private readonly List<GrowthFigure> _figures = [];
    private Storefront Api => storefront.Api;

    public async Task<IReadOnlyList<GrowthFigure>> MeasureAsync()
    {
        _figures.Clear();
        // The lists come first, so that the requests below do not make the customer's list longer.
        await MeasureAsync("GET /orders", storefront.Shopper, Send(HttpMethod.Get, "/orders"));
        var filtered = Send(HttpMethod.Get, "/orders?status=shipped");
        await MeasureAsync("GET /orders?status=shipped, if none is shipped", storefront.Shopper, filtered);
        await MeasureAsync("GET /orders/{id}", storefront.Shopper, Send(HttpMethod.Get, $"/orders/{storefront.OrderId}"));
        await MeasureAsync("GET /orders?status=placed, of all customers", Api.Admin, Send(HttpMethod.Get, "/orders?status=placed"));
        await MeasureProductsAsync(await CreateAsync());
        await MeasureOrderAsync(await CreateAsync());
        return [.. _figures];
    }

    private async Task MeasureProductsAsync(CreatedProduct product)
    {
        var favorite = $"/favorites/{product.Id}";
        await MeasureAsync("GET /products", Api.Anonymous, Send(HttpMethod.Get, "/products"));
        await MeasureAsync("GET /products?category=…", Api.Anonymous, Send(HttpMethod.Get, "/products?category=things"));
        var sorted = Send(HttpMethod.Get, "/products?category=things&sort=price");
        await MeasureAsync("GET /products?category=…&sort=price", Api.Anonymous, sorted);
        await MeasureAsync("GET /products/{id}", Api.Anonymous, Send(HttpMethod.Get, product.Path));
        var feed = Send(HttpMethod.Get, "/feed/products?limit=50").With("X-API-Key", Api.ApiKey);
        await MeasureAsync("GET /feed/products?limit=50", Api.Anonymous, feed);
        await MeasureAsync("POST /products", Api.Admin, Send(HttpMethod.Post, "/products", Item), HttpStatusCode.Created);
        await MeasureAsync("PUT /products/{id}", Api.Admin, Send(HttpMethod.Put, product.Path, Item).With("If-Match", product.ETag));
        var patch = Send(HttpMethod.Patch, product.Path, """{"price": {"amount": 101}}""", "application/merge-patch+json");
        await MeasureAsync("PATCH /products/{id} of the price", Api.Admin, patch);
        await MeasureAsync("POST /products/{id}/stock", Api.Admin, Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}"""));
        await MeasureAsync("PUT /favorites/{productId}", storefront.Shopper, Send(HttpMethod.Put, favorite), HttpStatusCode.NoContent);
        await MeasureAsync("GET /favorites of 1", storefront.Shopper, Send(HttpMethod.Get, "/favorites"));
        var unmark = Send(HttpMethod.Delete, favorite);
        await MeasureAsync("DELETE /favorites/{productId}", storefront.Shopper, unmark, HttpStatusCode.NoContent);
        await MeasureAsync("DELETE /products/{id}", Api.Admin, Send(HttpMethod.Delete, product.Path), HttpStatusCode.NoContent);
    }

    /// <summary>Another customer places these orders, so that the list of the first one keeps its length.</summary>
    private async Task MeasureOrderAsync(CreatedProduct product)
    {
        const string Other = "other-customer";
        using var client = Api.As(Other);
        await MeasureAsync("POST /orders of 1 line", client, Order(product), HttpStatusCode.Created);
        var first = await client.PlaceAsync(product);
        await MeasureAsync("POST /orders/{id}/cancel of 1 line", client, Send(HttpMethod.Post, $"/orders/{first.Text("id")}/cancel"));
        var second = await client.PlaceAsync(product);
        var ship = Send(HttpMethod.Post, $"/orders/{second.Text("id")}/ship?customerId={Api.SubjectOf(Other)}");
        await MeasureAsync("POST /orders/{id}/ship", Api.Admin, ship);
    }

    private async Task MeasureAsync(string name, HttpClient client, HttpRequestMessage request, HttpStatusCode expected = HttpStatusCode.OK)
    {
        storefront.DynamoDb.TakeCalls();
        using var response = await client.SendAsync(request);
        Assert.True(expected == response.StatusCode, $"{name}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        var calls = storefront.DynamoDb.TakeCalls();
        _figures.Add(new(name, string.Join(", ", calls), [.. calls.SelectMany(call => call.Charges)]));
    }

    private Task<CreatedProduct> CreateAsync() => Api.CreateAsync(GrowingStorefront.Name(0), "A thing of the catalogue.", stock: 100_000);

    private static HttpRequestMessage Order(CreatedProduct product) =>
        Send(HttpMethod.Post, "/orders", OrderRequests.Body((product, 1))).With("Idempotency-Key", $"{Guid.NewGuid()}");

    private static string Item => $$$"""
        {"name": "{{{GrowingStorefront.Name(0)}}}", "description": "A thing of the catalogue.", "category": "things",
         "price": {"amount": 100, "currency": "EUR"}, "stock": 100000}
        """;
}
