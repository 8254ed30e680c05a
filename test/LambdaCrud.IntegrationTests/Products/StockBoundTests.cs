using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

/// <summary>
/// A request cannot raise or set the stock above 1,000,000,000. Only a cancelled order can exceed this bound, because its pieces return to
/// the stock. A stock above the bound does not make any other request fail.
/// </summary>
public sealed class StockBoundTests(Storefront storefront) : IClassFixture<Storefront>
{
    private const long Max = 1_000_000_000;
    private const long Overfull = Max + 999;
    private const string MergePatch = "application/merge-patch+json";

    [Theory]
    [InlineData("""{"name": "Renamed"}""", Overfull)]
    [InlineData("""{"description": null, "tags": ["a"], "price": {"amount": 5}}""", Overfull)]
    [InlineData("{}", Overfull)]
    [InlineData("""{"stock": 1000000999}""", Overfull)]
    [InlineData("""{"stock": 1000000000}""", Max)]
    [InlineData("""{"stock": 0, "name": "Sold out"}""", 0)]
    public async Task A_patch_of_a_stock_above_the_bound_is_accepted_if_it_keeps_the_stock_or_sets_an_allowed_one(string patch, long stock)
    {
        var product = await OverfullAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, patch, MergePatch));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(stock, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task A_PUT_with_an_unchanged_stock_above_the_bound_is_accepted()
    {
        var product = await OverfullAsync();

        var response = await PutAsync(product.Path, Overfull, "If-Match", "*");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("N", (await storefront.ProductAsync(product)).Text("name"));
        Assert.Equal(Overfull, await storefront.StockAsync(product));
    }

    [Theory]
    [InlineData(Max + 1)]
    [InlineData(Overfull - 1)]
    [InlineData(Overfull + 1)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public async Task A_request_that_sets_a_stock_outside_the_bounds_is_refused(long stock)
    {
        var product = await OverfullAsync();

        await ShouldBeOutOfRangeAsync(await storefront.Admin.SendAsync(
            Send(HttpMethod.Patch, product.Path, $$"""{"stock": {{stock}}}""", MergePatch)));
        await ShouldBeOutOfRangeAsync(await PutAsync(product.Path, stock, "If-Match", "*"));
        await ShouldBeOutOfRangeAsync(await PutAsync($"/products/{Guid.CreateVersion7()}", stock, "If-None-Match", "*"));
        await ShouldBeOutOfRangeAsync(await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", Body(stock))));
        var batch = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products/batch", $"[{Body(stock)}]"));
        Assert.Contains("\"pointer\":\"#/0/stock\"", await batch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Overfull, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task Adjustments_and_orders_can_lower_a_stock_above_the_bound_but_no_adjustment_can_raise_it()
    {
        var product = await OverfullAsync();

        Assert.Equal(HttpStatusCode.OK, (await AdjustAsync(product, -1)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await storefront.Admin.OrderAsync(product, 5)).StatusCode);
        var refusal = await (await AdjustAsync(product, 1)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "stock-limit");

        Assert.Equal(Overfull - 6, refusal["available"]!.GetValue<long>());
        Assert.Equal(Overfull - 6, await storefront.StockAsync(product));
    }

    /// <summary>Sends random requests in random order, and checks each answer and the stock.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_requests_near_the_bounds_get_the_correct_answers_and_leave_the_correct_stock(int seed)
    {
        var random = new Random(seed);
        var product = await CreateAsync(random.Next(2) == 0 ? 3 : Max - 3);
        var stock = await storefront.StockAsync(product);
        var open = new Stack<(string Id, int Quantity)>();
        for (var step = 0; step < 60; step++)
        {
            var quantity = random.Next(1, 6);
            switch (random.Next(6))
            {
                case 0 or 1:
                    var delta = random.Next(2) == 0 ? quantity : -quantity;
                    var isAllowed = delta < 0 ? stock + delta >= 0 : stock + delta <= Max;
                    Assert.Equal(isAllowed ? HttpStatusCode.OK : HttpStatusCode.Conflict, (await AdjustAsync(product, delta)).StatusCode);
                    stock += isAllowed ? delta : 0;
                    break;
                case 2:
                    var order = await storefront.Admin.OrderAsync(product, quantity);
                    Assert.Equal(quantity <= stock ? HttpStatusCode.Created : HttpStatusCode.Conflict, order.StatusCode);
                    if (quantity <= stock)
                    {
                        open.Push(((await order.JsonAsync()).Text("id"), quantity));
                        stock -= quantity;
                    }

                    break;
                case 3 when open.TryPop(out var cancelled):
                    Assert.Equal(HttpStatusCode.OK, (await storefront.Admin.PostAsync($"/orders/{cancelled.Id}/cancel")).StatusCode);
                    stock += cancelled.Quantity;
                    break;
                case 4:
                    Assert.Equal(HttpStatusCode.OK, (await PutAsync(product.Path, stock, "If-Match", "*")).StatusCode);
                    break;
                default:
                    var patch = Send(HttpMethod.Patch, product.Path, $$"""{"name": "Step {{step}}"}""", MergePatch);
                    Assert.Equal(HttpStatusCode.OK, (await storefront.Admin.SendAsync(patch)).StatusCode);
                    break;
            }

            Assert.Equal((step, stock), (step, await storefront.StockAsync(product)));
        }
    }

    /// <summary>A product whose stock is above the bound because of a cancelled order.</summary>
    private async Task<CreatedProduct> OverfullAsync()
    {
        var product = await CreateAsync(Max);
        var order = await storefront.Admin.PlaceAsync(product, 999);
        Assert.Equal(HttpStatusCode.OK, (await AdjustAsync(product, 999)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await storefront.Admin.PostAsync($"/orders/{order.Text("id")}/cancel")).StatusCode);
        Assert.Equal(Overfull, await storefront.StockAsync(product));
        return product;
    }

    private Task<CreatedProduct> CreateAsync(long stock) => storefront.CreateAsync(stock: (int)stock);

    private Task<HttpResponseMessage> AdjustAsync(CreatedProduct product, long delta) =>
        storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", $$"""{"delta": {{delta}}}"""));

    private Task<HttpResponseMessage> PutAsync(string path, long stock, string header, string value) =>
        storefront.Admin.SendAsync(Send(HttpMethod.Put, path, Body(stock)).With(header, value));

    private static string Body(long stock) =>
        new JsonObject { ["name"] = "N", ["category"] = "c", ["price"] = JsonNode.Parse("""{"amount": 1, "currency": "EUR"}"""), ["stock"] = stock }
            .ToJsonString();

    private static async Task ShouldBeOutOfRangeAsync(HttpResponseMessage response)
    {
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal(
            """[{"pointer":"#/stock","code":"range","detail":"Must be 0 to 1000000000."}]""", problem["errors"]!.ToJsonString());
    }
}
