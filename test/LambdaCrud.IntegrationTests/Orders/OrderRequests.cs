using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

internal static class OrderRequests
{
    public static string Body(params (CreatedProduct Product, int Quantity)[] lines) => new JsonObject
    {
        ["lines"] = new JsonArray([
            .. lines.Select(line => new JsonObject { ["productId"] = line.Product.Id, ["quantity"] = line.Quantity }),
        ]),
    }.ToJsonString();

    /// <summary>Sends an order, with a new key if none is given.</summary>
    public static Task<HttpResponseMessage> OrderAsync(this HttpClient client, string body, string? key = null) =>
        client.SendAsync(Send(HttpMethod.Post, "/orders", body).With("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    public static Task<HttpResponseMessage> OrderAsync(this HttpClient client, CreatedProduct product, int quantity, string? key = null) =>
        client.OrderAsync(Body((product, quantity)), key);

    /// <summary>Places an order and returns it from the reply.</summary>
    public static async Task<JsonObject> PlaceAsync(this HttpClient client, CreatedProduct product, int quantity = 1)
    {
        var response = await client.OrderAsync(product, quantity);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path) => client.SendAsync(Send(HttpMethod.Post, path));

    public static async Task<JsonObject> ProductAsync(this Storefront storefront, CreatedProduct product)
    {
        var response = await storefront.Anonymous.GetAsync(product.Path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    public static async Task<long> StockAsync(this Storefront storefront, CreatedProduct product) =>
        (await storefront.ProductAsync(product))["stock"]!.GetValue<long>();

    public static string[] Ids(this JsonObject page) => [.. page["items"]!.AsArray().Select(item => item!.AsObject().Text("id"))];
}
