using System.Net;
using LambdaCrud.IntegrationTests.Storage;

namespace LambdaCrud.IntegrationTests.Orders;

/// <summary>An attempt that breaks off at the transaction, and the repeat under its key.</summary>
public sealed class KilledAttemptTests(MeasuredStorefront storefront) : IClassFixture<MeasuredStorefront>, IDisposable
{
    private readonly Storefront _api = storefront.Api;

    public void Dispose() => storefront.DynamoDb.FateOf = static _ => Fate.Answered;

    [Fact]
    public async Task When_the_order_was_placed_but_its_answer_was_lost_a_repeat_gets_the_order()
    {
        var product = await _api.CreateAsync(stock: 10);

        var (broken, repeat) = await OrderTwiceAsync(product, "TransactWriteItems", Fate.AnswerLost);

        await broken.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(HttpStatusCode.Created, repeat.StatusCode);
        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        Assert.Equal(7, await _api.StockAsync(product));
        Assert.Equal(HttpStatusCode.OK, (await _api.As("ann").GetAsync(repeat.Location())).StatusCode);
    }

    [Fact]
    public async Task When_the_order_was_not_placed_a_repeat_places_it()
    {
        var product = await _api.CreateAsync(stock: 10);

        var (broken, repeat) = await OrderTwiceAsync(product, "TransactWriteItems", Fate.Lost);

        await broken.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(HttpStatusCode.Created, repeat.StatusCode);
        Assert.False(repeat.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(7, await _api.StockAsync(product));
    }

    [Fact]
    public async Task When_the_answer_to_the_claim_was_lost_nothing_was_done_and_a_repeat_waits_for_the_lease()
    {
        var product = await _api.CreateAsync(stock: 10);

        var (broken, repeat) = await OrderTwiceAsync(product, "PutItem", Fate.AnswerLost);

        await broken.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        await repeat.ShouldBeProblemAsync(HttpStatusCode.Conflict, "request-in-progress");
        Assert.Equal(10, await _api.StockAsync(product));
    }

    [Fact]
    public async Task A_cancellation_whose_answer_was_lost_gave_the_stock_back_once()
    {
        var product = await _api.CreateAsync(stock: 10);
        var ann = _api.As("ann");
        var path = $"/orders/{(await ann.PlaceAsync(product, 3)).Text("id")}";
        storefront.DynamoDb.FateOf = static action => action == "TransactWriteItems" ? Fate.AnswerLost : Fate.Answered;
        var broken = await ann.PostAsync($"{path}/cancel");
        storefront.DynamoDb.FateOf = static _ => Fate.Answered;

        var repeat = await ann.PostAsync($"{path}/cancel");

        await broken.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        await repeat.ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-cancellable");
        Assert.Equal(10, await _api.StockAsync(product));
    }

    /// <summary>Orders three, while this befalls each call of the action, and then again.</summary>
    private async Task<(HttpResponseMessage Broken, HttpResponseMessage Repeat)> OrderTwiceAsync(
        CreatedProduct product, string action, Fate fate)
    {
        var key = Guid.NewGuid().ToString();
        storefront.DynamoDb.FateOf = one => one == action ? fate : Fate.Answered;
        var broken = await _api.As("ann").OrderAsync(product, 3, key);
        storefront.DynamoDb.FateOf = static _ => Fate.Answered;
        return (broken, await _api.As("ann").OrderAsync(product, 3, key));
    }
}
