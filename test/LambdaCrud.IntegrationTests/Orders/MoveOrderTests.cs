using System.Net;
using static LambdaCrud.IntegrationTests.Orders.OrderRequests;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

public sealed class MoveOrderTests(Storefront storefront) : IClassFixture<Storefront>
{
    private string AsAdminOfAnn => $"?customerId={storefront.SubjectOf("ann")}";

    [Fact]
    public async Task A_cancellation_restores_the_stock_once()
    {
        var product = await storefront.CreateAsync(stock: 10);
        var order = await storefront.As("ann").PlaceAsync(product, 4);

        var response = await storefront.As("ann").PostAsync($"/orders/{order.Text("id")}/cancel");
        var again = await storefront.As("ann").PostAsync($"/orders/{order.Text("id")}/cancel");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"1\"", response.ETag());
        var cancelled = await response.JsonAsync();
        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal(order.Text("placedAt"), cancelled.Text("placedAt"));
        Assert.Equal(order["lines"]!.ToJsonString(), cancelled["lines"]!.ToJsonString());
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-cancellable");
        Assert.Equal(10, await storefront.StockAsync(product));
        Assert.Equal(2, (await storefront.ProductAsync(product))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_shipped_order_cannot_be_shipped_again_or_cancelled()
    {
        var product = await storefront.CreateAsync(stock: 10);
        var path = $"/orders/{(await storefront.As("ann").PlaceAsync(product, 4)).Text("id")}";

        var response = await storefront.Admin.PostAsync($"{path}/ship{AsAdminOfAnn}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("shipped", (await response.JsonAsync()).Text("status"));
        Assert.Equal(response.ETag(), (await storefront.As("ann").GetAsync(path)).ETag());
        var again = await storefront.Admin.PostAsync($"{path}/ship{AsAdminOfAnn}");
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-shippable");
        var cancelled = await storefront.As("ann").PostAsync($"{path}/cancel");
        await cancelled.ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-cancellable");
        Assert.Equal(6, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task A_cancelled_order_cannot_be_shipped()
    {
        var path = $"/orders/{(await storefront.As("ann").PlaceAsync(await storefront.CreateAsync())).Text("id")}";
        await storefront.As("ann").PostAsync($"{path}/cancel");

        var response = await storefront.Admin.PostAsync($"{path}/ship{AsAdminOfAnn}");

        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-shippable");
    }

    [Fact]
    public async Task An_order_of_a_deleted_product_can_be_cancelled()
    {
        var gone = await storefront.CreateAsync(stock: 10);
        var kept = await storefront.CreateAsync(stock: 10);
        var order = await (await storefront.As("ann").OrderAsync(Body((gone, 4), (kept, 4)))).JsonAsync();
        await storefront.Admin.DeleteAsync(gone.Path);

        var response = await storefront.As("ann").PostAsync($"/orders/{order.Text("id")}/cancel");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(10, await storefront.StockAsync(kept));
        Assert.Equal(HttpStatusCode.NotFound, (await storefront.Anonymous.GetAsync(gone.Path)).StatusCode);
    }

    [Fact]
    public async Task A_cancellation_with_a_stale_If_Match_gets_412_and_with_the_current_one_200()
    {
        var product = await storefront.CreateAsync();
        var path = $"/orders/{(await storefront.As("ann").PlaceAsync(product)).Text("id")}";

        var stale = await storefront.As("ann").SendAsync(Send(HttpMethod.Post, $"{path}/cancel").With("If-Match", "\"7\""));
        var current = await storefront.As("ann").SendAsync(Send(HttpMethod.Post, $"{path}/cancel").With("If-Match", "\"0\""));

        await stale.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal(HttpStatusCode.OK, current.StatusCode);
    }

    [Fact]
    public async Task Shipping_an_order_without_customerId_gets_400()
    {
        var path = $"/orders/{(await storefront.As("ann").PlaceAsync(await storefront.CreateAsync())).Text("id")}";

        var response = await storefront.Admin.PostAsync($"{path}/ship");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Equal("customerId", problem["errors"]!.AsArray().Single()!.AsObject().Text("parameter"));
    }
}
