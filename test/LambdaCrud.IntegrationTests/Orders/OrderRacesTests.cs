using System.Net;
using Xunit.Abstractions;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

public sealed class OrderRacesTests(Storefront storefront, ITestOutputHelper output) : IClassFixture<Storefront>
{
    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task Simultaneous_orders_succeed_only_until_the_stock_is_used_up()
    {
        var (buyers, units) = (Soak.Number(60, 200), Soak.Number(15, 50));
        var product = await storefront.CreateAsync(stock: units);

        var responses = await Task.WhenAll(Enumerable.Range(0, buyers).Select(n => storefront.As($"buyer-{n}").OrderAsync(product, 1)));

        foreach (var answers in responses.GroupBy(response => response.StatusCode))
            output.WriteLine($"{buyers} buyers for {units} units: {answers.Count()} × {answers.Key:D}");
        Assert.Equal(units, responses.Count(response => response.StatusCode == HttpStatusCode.Created));
        foreach (var refused in Assert.Some(responses.Where(response => response.StatusCode != HttpStatusCode.Created)))
            await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        var sold = await storefront.ProductAsync(product);
        Assert.Equal(0, sold["stock"]!.GetValue<int>());
        Assert.Equal(units, sold["version"]!.GetValue<int>());
    }

    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task Simultaneous_orders_and_edits_of_the_same_product_all_take_effect()
    {
        var rounds = Soak.Number(60, 1_000);
        var product = await storefront.CreateAsync(amount: 1_000, stock: 1_000);

        for (var round = 1; round <= rounds; round++)
        {
            var order = storefront.As("ann").OrderAsync(product, 2);
            var stock = storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 3}"""));
            var price = storefront.Admin.SendAsync(Send(
                HttpMethod.Patch, product.Path, $$$"""{"price": {"amount": {{{1_000 + round}}}}}""", "application/merge-patch+json"));
            Assert.Equal(
                [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK],
                (await Task.WhenAll(order, stock, price)).Select(response => response.StatusCode));

            var paid = (await (await order).JsonAsync())["lines"]![0]!["unitPrice"]!["amount"]!.GetValue<int>();
            Assert.InRange(paid, 1_000 + round - 1, 1_000 + round);
            if (round % 100 == 0)
                output.WriteLine($"{round} of {rounds} rounds of an order against edits of stock and price");
        }

        var left = await storefront.ProductAsync(product);
        Assert.Equal(1_000 + (rounds * (3 - 2)), left["stock"]!.GetValue<int>());
        Assert.Equal(1_000 + rounds, left["price"]!["amount"]!.GetValue<int>());
        Assert.Equal(rounds * 3, left["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Simultaneous_orders_of_the_same_products_succeed_with_any_order_of_their_lines()
    {
        var one = await storefront.CreateAsync(stock: 100);
        var other = await storefront.CreateAsync(stock: 100);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => storefront.As($"buyer-{n}").OrderAsync(
            n % 2 == 0 ? OrderRequests.Body((one, 1), (other, 2)) : OrderRequests.Body((other, 2), (one, 1)))));

        Assert.Every(responses, response => Assert.Equal(HttpStatusCode.Created, response.StatusCode));
        Assert.Equal(80, await storefront.StockAsync(one));
        Assert.Equal(60, await storefront.StockAsync(other));
    }

    [Fact]
    public async Task Only_one_of_simultaneous_cancel_and_ship_requests_succeeds_and_only_a_cancellation_restores_the_stock()
    {
        for (var round = 0; round < 20; round++)
        {
            var product = await storefront.CreateAsync(stock: 5);
            var ann = storefront.As("ann");
            var id = (await ann.PlaceAsync(product, 3)).Text("id");

            var responses = await Task.WhenAll(
                ann.PostAsync($"/orders/{id}/cancel"),
                storefront.Admin.PostAsync($"/orders/{id}/ship?customerId={storefront.SubjectOf("ann")}"),
                ann.PostAsync($"/orders/{id}/cancel"));

            var won = Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
            Assert.Equal(2, responses.Count(response => response.StatusCode == HttpStatusCode.Conflict));
            var isCancelled = (await won.JsonAsync()).Text("status") == "cancelled";
            Assert.Equal(isCancelled ? 5 : 2, await storefront.StockAsync(product));
        }
    }
}
