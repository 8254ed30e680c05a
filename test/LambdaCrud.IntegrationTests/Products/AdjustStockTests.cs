using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class AdjustStockTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task The_reply_to_a_stock_adjustment_is_the_product_with_its_new_stock_version_and_entity_tag()
    {
        var product = await storefront.CreateAsync(stock: 10);

        var response = await AdjustAsync(product, -3);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var adjusted = await response.JsonAsync();
        Assert.Equal(7, adjusted["stock"]!.GetValue<int>());
        Assert.Equal(1, adjusted["version"]!.GetValue<int>());
        var read = await storefront.Anonymous.GetAsync(product.Path);
        Assert.Equal(response.ETag(), read.ETag());
        Assert.Equal(adjusted.ToJsonString(), (await read.JsonAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_stock_adjustment_below_zero_gets_409_with_the_available_stock()
    {
        var product = await storefront.CreateAsync(stock: 2);

        var response = await AdjustAsync(product, -3);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(2, problem["available"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await AdjustAsync(product, -2)).StatusCode);
    }

    [Theory]
    [InlineData("""{"delta": 0}""")]
    [InlineData("""{"delta": 1.5}""")]
    [InlineData("""{"delta": "1"}""")]
    [InlineData("""{"delta": 10000000000}""")]
    [InlineData("""{}""")]
    [InlineData("""{"delta": 1, "reason": "none"}""")]
    public async Task A_delta_must_be_a_whole_number_other_than_zero(string body)
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", body));

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task A_stock_adjustment_of_an_unknown_product_gets_404()
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"/products/{Guid.CreateVersion7()}/stock", """{"delta": 1}"""));

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task One_hundred_simultaneous_stock_adjustments_add_up_exactly()
    {
        // Enough even if all the decreases, 2,500 in total, come first.
        var product = await storefront.CreateAsync(stock: 2_500);
        var deltas = Enumerable.Range(1, 100).Select(n => n % 2 == 0 ? n : -n).ToArray();

        var responses = await Task.WhenAll(deltas.Select(delta => AdjustAsync(product, delta)));

        Assert.Every(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        var read = await (await storefront.Anonymous.GetAsync(product.Path)).JsonAsync();
        Assert.Equal(2_500 + deltas.Sum(), read["stock"]!.GetValue<int>());
        Assert.Equal(100, read["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Simultaneous_decreases_succeed_only_until_the_stock_is_used_up()
    {
        var product = await storefront.CreateAsync(stock: 20);

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AdjustAsync(product, -1)));

        Assert.Equal(20, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.Equal(30, responses.Count(response => response.StatusCode == HttpStatusCode.Conflict));
    }

    private Task<HttpResponseMessage> AdjustAsync(CreatedProduct product, int delta) =>
        storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", $$"""{"delta": {{delta}}}"""));
}
