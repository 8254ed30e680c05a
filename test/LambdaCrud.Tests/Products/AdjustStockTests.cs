using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;
using Moq;

namespace LambdaCrud.Tests.Products;

public class AdjustStockTests
{
    private readonly Mock<IAmazonDynamoDB> _retrying = Client();
    private readonly Mock<IAmazonDynamoDB> _once = Client();
    private UpdateItemRequest? _sent;

    [Fact]
    public async Task A_stock_adjustment_is_one_write_and_returns_the_product()
    {
        using var wire = new WireDynamoDb().Answers("UpdateItem", $$"""{"Attributes":{{TestApi.StoredItem}}}""");
        var api = new TestApi(wire);

        var response = await api.AdjustStock("""{"delta":-3}""");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(TestApi.Tag, response.Headers["ETag"]);
        Assert.Equal(7, (int?)response.Json()["stock"]);
        Assert.Equal(["UpdateItem"], wire.Actions);
    }

    [Theory]
    [InlineData(-3, "#stock >= :bound", "3")]
    [InlineData(5, "#stock <= :bound", "999999995")]
    [InlineData(-1_000_000, "#stock >= :bound", "1000000")]
    public async Task The_condition_of_a_stock_adjustment_checks_the_bound_that_the_stock_moves_towards(
        long delta, string condition, string bound)
    {
        Answers();

        await Adjust(delta);

        Assert.Equal("ADD #stock :delta, #version :one SET #updatedAt = :now", _sent!.UpdateExpression);
        Assert.Equal(condition, _sent.ConditionExpression);
        Assert.Equal(bound, _sent.ExpressionAttributeValues[":bound"].N);
        Assert.Equal("2026-12-01T00:00:00.000Z", _sent.ExpressionAttributeValues[":now"].S);
        Assert.Equal("the-table", _sent.TableName);
    }

    [Fact]
    public async Task A_stock_adjustment_uses_the_client_without_retries()
    {
        Answers();

        Assert.IsType<StockResult.Adjusted>(await Adjust(1));

        _once.Verify(client => client.UpdateItemAsync(It.IsAny<UpdateItemRequest>(), It.IsAny<CancellationToken>()), Times.Once);
        _retrying.Verify(client => client.UpdateItemAsync(It.IsAny<UpdateItemRequest>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task A_refused_adjustment_without_an_item_means_that_the_product_does_not_exist()
    {
        Refuses(found: false);

        Assert.IsType<StockResult.Missing>(await Adjust(1));
    }

    [Fact]
    public async Task A_refused_adjustment_returns_the_available_stock()
    {
        Refuses(found: true);

        Assert.Equal(new StockResult.OutOfBounds(7), await Adjust(-8));
    }

    [Theory]
    [InlineData(-8, "insufficient-stock")]
    [InlineData(999_999, "stock-limit")]
    public async Task An_adjustment_out_of_bounds_gets_409_with_the_available_stock(long delta, string code)
    {
        Refuses(found: true);
        var api = new TestApi(_once.Object);

        var response = await api.AdjustStock($$"""{"delta":{{delta}}}""");

        Assert.Equal(409, response.StatusCode);
        Assert.Equal(code, response.Problem());
        Assert.Equal(7, (int?)response.Json()["available"]);
    }

    [Fact]
    public async Task A_stock_adjustment_of_a_missing_product_gets_404()
    {
        Refuses(found: false);

        Assert.Equal("not-found", (await new TestApi(_once.Object).AdjustStock("""{"delta":1}""")).Problem());
    }

    [Theory]
    [InlineData("""{"delta":0}""", "#/delta zero")]
    [InlineData("""{"delta":1000001}""", "#/delta range")]
    [InlineData("""{"delta":-1000001}""", "#/delta range")]
    [InlineData("""{"delta":1.5}""", "#/delta wrong-type")]
    [InlineData("""{}""", "#/delta required")]
    [InlineData("""{"delta":1,"note":"x"}""", "# unknown-member")]
    public async Task The_delta_is_a_whole_number_up_to_a_million_and_not_zero(string body, string error) =>
        Assert.Equal([error], (await new TestApi(_once.Object).AdjustStock(body)).Errors());

    [Theory]
    [InlineData(7, -7, 0)]
    [InlineData(999_999_999, 1, 1_000_000_000)]
    [InlineData(1_000_000_002, -1, 1_000_000_001)]
    public async Task With_If_Match_the_stock_may_reach_its_bound_and_may_be_lowered_from_above_its_maximum(
        long stock, long delta, long expected)
    {
        using var wire = new WireDynamoDb().Answers("GetItem", StoredWith(stock)).Answers("TransactWriteItems");

        var response = await new TestApi(wire).AdjustStock($$"""{"delta":{{delta}}}""", ("If-Match", TestApi.Tag));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(expected, (long?)response.Json()["stock"]);
    }

    [Theory]
    [InlineData(7, -8, "insufficient-stock")]
    [InlineData(999_999_999, 2, "stock-limit")]
    public async Task With_If_Match_an_adjustment_out_of_bounds_gets_409_and_writes_nothing(long stock, long delta, string code)
    {
        using var wire = new WireDynamoDb().Answers("GetItem", StoredWith(stock));

        var response = await new TestApi(wire).AdjustStock($$"""{"delta":{{delta}}}""", ("If-Match", TestApi.Tag));

        Assert.Equal((409, code), (response.StatusCode, response.Problem()));
        Assert.Equal(stock, (long?)response.Json()["available"]);
    }

    private static string StoredWith(long stock) =>
        TestApi.Stored.Replace("\"stock\": {\"N\": \"7\"}", $"\"stock\": {{\"N\": \"{stock}\"}}", StringComparison.Ordinal);

    [Fact]
    public async Task With_If_Match_an_adjustment_changes_the_version_that_was_read()
    {
        using var wire = new WireDynamoDb()
            .Answers("GetItem", TestApi.Stored)
            .Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");
        var api = new TestApi(wire);

        Assert.Equal(412, (await api.AdjustStock("""{"delta":1}""", ("If-Match", "\"x\""))).StatusCode);
        Assert.Equal(8, (int)(await api.AdjustStock("""{"delta":1}""", ("If-Match", TestApi.Tag))).Json()["stock"]!);
        Assert.Single(wire.Calls[^1].Body["TransactItems"]!.AsArray());
    }

    [Fact]
    public async Task With_a_key_an_adjustment_reads_the_product_and_writes_it_with_the_reply_again_after_each_lost_race()
    {
        using var wire = new WireDynamoDb().Answers("PutItem");
        for (var races = 0; races < 11; races++)
            wire.Answers("GetItem", TestApi.Stored).Cancels("None", "ConditionalCheckFailed");
        wire.Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");

        var response = await new TestApi(wire).AdjustStock("""{"delta":-3}""", ("Idempotency-Key", "k"));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal((4, 4), ((int)response.Json()["stock"]!, (int)response.Json()["version"]!));
        var sent = wire.Calls[^1].Body["TransactItems"]!.AsArray();
        Assert.Equal(response.Body, (string?)sent[0]!["Update"]!["ExpressionAttributeValues"]![":changed"]!["M"]!["body"]!["S"]);
        Assert.Equal("4", (string?)sent[1]!["Update"]!["ExpressionAttributeValues"]![":stock"]!["N"]);
        Assert.Equal("3", (string?)sent[1]!["Update"]!["ExpressionAttributeValues"]![":before"]!["N"]);
    }

    [Theory]
    [InlineData(-8, "insufficient-stock")]
    [InlineData(2, "stock-limit")]
    public async Task With_a_key_an_adjustment_has_the_same_bounds(long delta, string code)
    {
        var full = TestApi.Stored.Replace("\"stock\": {\"N\": \"7\"}", "\"stock\": {\"N\": \"999999999\"}", StringComparison.Ordinal);
        using var wire = new WireDynamoDb()
            .Answers("PutItem").Answers("GetItem", delta < 0 ? TestApi.Stored : full).Answers("UpdateItem");

        var response = await new TestApi(wire).AdjustStock($$"""{"delta":{{delta}}}""", ("Idempotency-Key", "k"));

        Assert.Equal(code, response.Problem());
        Assert.Equal(delta < 0 ? 7 : 999_999_999, (int?)response.Json()["available"]);
        Assert.Equal("leaseUntil", (string?)wire.Calls[^1].Body["ExpressionAttributeNames"]!["#changed"]);
    }

    [Fact]
    public async Task With_a_key_a_stock_above_its_maximum_can_be_lowered()
    {
        var above = TestApi.Stored.Replace("\"stock\": {\"N\": \"7\"}", "\"stock\": {\"N\": \"1000000999\"}", StringComparison.Ordinal);
        using var wire = new WireDynamoDb().Answers("PutItem").Answers("GetItem", above).Answers("TransactWriteItems");

        var response = await new TestApi(wire).AdjustStock("""{"delta":-1}""", ("Idempotency-Key", "k"));

        Assert.Equal(1_000_000_998, (int?)response.Json()["stock"]);
    }

    private static Mock<IAmazonDynamoDB> Client()
    {
        var client = new Mock<IAmazonDynamoDB>(MockBehavior.Strict);
        client.SetupGet(one => one.Config).Returns(new AmazonDynamoDBConfig());
        return client;
    }

    private void Answers() => _once
        .Setup(client => client.UpdateItemAsync(It.IsAny<UpdateItemRequest>(), It.IsAny<CancellationToken>()))
        .Callback((UpdateItemRequest request, CancellationToken _) => _sent = request)
        .ReturnsAsync(new UpdateItemResponse { Attributes = Document.FromJson(Plain).ToAttributeMap() });

    private void Refuses(bool found) => _once
        .Setup(client => client.UpdateItemAsync(It.IsAny<UpdateItemRequest>(), It.IsAny<CancellationToken>()))
        .ThrowsAsync(new ConditionalCheckFailedException("m")
        {
            Item = !found ? null : Document.FromJson(Plain).ToAttributeMap(),
        });

    /// <summary>The stored product as plain JSON.</summary>
    private const string Plain = """
        {"pk":"PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab","sk":"PRODUCT","id":"0193517a-5d4c-7c1e-9a9f-0123456789ab",
         "name":"Espresso Cup","category":"kitchen","sortName":"espresso cup","priceAmount":1250,"priceCurrency":"EUR","stock":7,"tags":[],
         "createdAt":"2026-11-22T14:29:00.123Z","updatedAt":"2026-11-23T08:00:00.000Z","version":3}
        """;

    private Task<StockResult> Adjust(long delta) =>
        new ProductStore(_retrying.Object, _once.Object, "the-table", new Backoff(TimeProvider.System)).AdjustStockAsync(
            TestApi.Id, delta, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);
}
