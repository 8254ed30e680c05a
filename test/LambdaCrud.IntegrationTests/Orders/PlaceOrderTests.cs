using System.Net;
using static LambdaCrud.IntegrationTests.Orders.OrderRequests;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

public sealed class PlaceOrderTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task An_order_gets_names_and_prices_from_the_catalogue_and_reduces_the_stock()
    {
        var cup = await storefront.CreateAsync("Cup", amount: 1250, stock: 10);
        var pot = await storefront.CreateAsync("Pot", amount: 4999, stock: 3);

        var response = await storefront.As("ann").OrderAsync(
            $$"""{"note": "Leave it \"at\" the door – 🚪", "lines": [{"productId": "{{cup.Id}}", "quantity": 4}, {"productId": "{{pot.Id}}", "quantity": 3}]}""");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("\"0\"", response.ETag());
        Assert.False(response.Headers.Contains("Idempotency-Replayed"));
        var order = await response.JsonAsync();
        Assert.Equal($"/orders/{order.Text("id")}", response.Location());
        Assert.Equal(
            ["id", "customerId", "status", "lines", "total", "note", "placedAt", "updatedAt", "version"],
            order.Select(member => member.Key));
        Assert.Equal(storefront.SubjectOf("ann"), order.Text("customerId"));
        Assert.Equal("placed", order.Text("status"));
        Assert.Equal("Leave it \"at\" the door – 🚪", order.Text("note"));
        Assert.Equal(
            [
                $$$"""{"productId":"{{{cup.Id}}}","name":"Cup","quantity":4,"unitPrice":{"amount":1250,"currency":"EUR"}}""",
                $$$"""{"productId":"{{{pot.Id}}}","name":"Pot","quantity":3,"unitPrice":{"amount":4999,"currency":"EUR"}}""",
            ],
            order["lines"]!.AsArray().Select(line => line!.ToJsonString()));
        Assert.Equal("""{"amount":19997,"currency":"EUR"}""", order["total"]!.ToJsonString());
        Assert.Equal(6, await storefront.StockAsync(cup));
        Assert.Equal(0, await storefront.StockAsync(pot));
        Assert.Equal(1, (await storefront.ProductAsync(cup))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_order_keeps_its_names_and_prices_when_the_catalogue_changes()
    {
        var product = await storefront.CreateAsync("Old name", amount: 100);
        var order = await storefront.As("ann").PlaceAsync(product);

        await storefront.Admin.SendAsync(Send(
            HttpMethod.Patch, product.Path, """{"name": "New name", "price": {"amount": 999}}""", "application/merge-patch+json"));

        var read = await (await storefront.As("ann").GetAsync($"/orders/{order.Text("id")}")).JsonAsync();
        Assert.Equal(order.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public async Task An_order_can_have_50_products()
    {
        var products = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => storefront.CreateAsync($"P{n}", amount: n, stock: 1)));

        var response = await storefront.As("ann").OrderAsync(Body([.. products.Select(product => (product, 1))]));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var order = await response.JsonAsync();
        Assert.Equal(products.Select(product => product.Id), order["lines"]!.AsArray().Select(line => line!.AsObject().Text("productId")));
        Assert.Equal(1225, order["total"]!["amount"]!.GetValue<int>());
        Assert.Every(await Task.WhenAll(products.Select(storefront.StockAsync)), stock => Assert.Equal(0, stock));
    }

    [Fact]
    public async Task An_order_without_enough_stock_gets_409_with_the_available_stock_of_each_such_line_and_changes_no_stock()
    {
        var plenty = await storefront.CreateAsync(stock: 10);
        var few = await storefront.CreateAsync(stock: 2);
        var none = await storefront.CreateAsync(stock: 0);

        var response = await storefront.As("ann").OrderAsync(Body((plenty, 5), (few, 3), (none, 1)));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(
            $$"""[{"pointer":"#/lines/1","productId":"{{few.Id}}","available":2},{"pointer":"#/lines/2","productId":"{{none.Id}}","available":0}]""",
            problem["lines"]!.ToJsonString());
        Assert.Equal(10, await storefront.StockAsync(plenty));
    }

    [Fact]
    public async Task An_order_of_an_unknown_product_gets_422_that_names_the_line()
    {
        var known = await storefront.CreateAsync();

        var response = await storefront.As("ann").OrderAsync(Body((known, 1), (known with { Id = Guid.CreateVersion7().ToString() }, 1)));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "unknown-product");
        Assert.Equal("#/lines/1/productId", problem["errors"]!.AsArray().Single()!.AsObject().Text("pointer"));
        Assert.Equal(10, await storefront.StockAsync(known));
    }

    [Fact]
    public async Task An_order_with_prices_in_two_currencies_gets_422_that_names_the_lines_that_differ()
    {
        var euros = await storefront.CreateAsync();
        var dollars = await storefront.CreateAsync(currency: "USD");

        var response = await storefront.As("ann").OrderAsync(Body((euros, 1), (dollars, 1)));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "mixed-currencies");
        Assert.Equal("#/lines/1/productId", problem["errors"]!.AsArray().Single()!.AsObject().Text("pointer"));
    }

    [Theory]
    [InlineData("""{"lines": []}""", "#/lines length")]
    [InlineData("""{"lines": [{"productId": "ID", "quantity": 0}]}""", "#/lines/0/quantity range")]
    [InlineData("""{"lines": [{"productId": "ID", "quantity": 1000}]}""", "#/lines/0/quantity range")]
    [InlineData("""{"lines": [{"productId": "ID", "quantity": 1}, {"productId": "ID", "quantity": 2}]}""", "#/lines duplicate")]
    [InlineData("""{"lines": [{"productId": "x", "quantity": 1}]}""", "#/lines/0/productId pattern")]
    public async Task An_order_with_an_invalid_body_gets_400_that_names_the_place_of_the_error(string body, string error)
    {
        var sent = body.Replace("ID", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);

        var response = await storefront.As("ann").OrderAsync(sent);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        var named = problem["errors"]!.AsArray().Single()!.AsObject();
        Assert.Equal(error, $"{named.Text("pointer")} {named.Text("code")}");
    }
}
