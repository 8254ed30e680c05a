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
    public async Task One_write_adds_to_the_stock_and_answers_the_product()
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
    public async Task The_condition_keeps_the_stock_from_passing_the_bound_it_moves_to(long delta, string condition, string bound)
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
    public async Task It_goes_by_the_client_that_never_retries_since_adding_twice_is_wrong()
    {
        Answers();

        Assert.IsType<StockResult.Adjusted>(await Adjust(1));

        _once.Verify(client => client.UpdateItemAsync(It.IsAny<UpdateItemRequest>(), It.IsAny<CancellationToken>()), Times.Once);
        _retrying.Verify(client => client.UpdateItemAsync(It.IsAny<UpdateItemRequest>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task A_refused_write_without_an_item_means_there_is_no_such_product()
    {
        Refuses(found: false);

        Assert.IsType<StockResult.Missing>(await Adjust(1));
    }

    [Fact]
    public async Task A_refused_write_tells_what_is_there()
    {
        Refuses(found: true);

        Assert.Equal(new StockResult.OutOfBounds(7), await Adjust(-8));
    }

    [Fact]
    public async Task An_expected_version_becomes_part_of_the_condition()
    {
        Answers();

        await Adjust(1, Stored());

        Assert.Equal("#stock <= :bound AND #version = :version AND #createdAt = :createdAt", _sent!.ConditionExpression);
        Assert.Equal("3", _sent.ExpressionAttributeValues[":version"].N);
        Assert.Equal("2026-11-22T14:29:00.123Z", _sent.ExpressionAttributeValues[":createdAt"].S);
    }

    [Fact]
    public async Task Another_version_than_expected_is_told_from_a_lack_of_stock()
    {
        Refuses(found: true);

        Assert.IsType<StockResult.Changed>(await Adjust(-1, Stored() with { Version = 2 }));
        Assert.Equal(new StockResult.OutOfBounds(7), await Adjust(-8, Stored()));
    }

    [Theory]
    [InlineData(-8, "insufficient-stock")]
    [InlineData(999_999, "stock-limit")]
    public async Task Out_of_bounds_is_409_and_says_what_is_available(long delta, string code)
    {
        Refuses(found: true);
        var api = new TestApi(_once.Object);

        var response = await api.AdjustStock($$"""{"delta":{{delta}}}""");

        Assert.Equal(409, response.StatusCode);
        Assert.Equal(code, response.Problem());
        Assert.Equal(7, (int?)response.Json()["available"]);
    }

    [Fact]
    public async Task A_product_that_is_not_there_is_404()
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
    public async Task A_delta_is_a_whole_number_up_to_a_million_and_not_zero(string body, string error) =>
        Assert.Equal([error], (await new TestApi(_once.Object).AdjustStock(body)).Errors());

    [Fact]
    public async Task If_Match_is_honoured_here_too()
    {
        using var wire = new WireDynamoDb()
            .Answers("GetItem", TestApi.Stored)
            .Answers("GetItem", TestApi.Stored)
            .Answers("UpdateItem", $$"""{"Attributes":{{TestApi.StoredItem}}}""");
        var api = new TestApi(wire);

        Assert.Equal(412, (await api.AdjustStock("""{"delta":1}""", ("If-Match", "\"x\""))).StatusCode);
        Assert.Equal(200, (await api.AdjustStock("""{"delta":1}""", ("If-Match", TestApi.Tag))).StatusCode);
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

    /// <summary>The stored product in plain JSON.</summary>
    private const string Plain = """
        {"pk":"PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab","sk":"PRODUCT","id":"0193517a-5d4c-7c1e-9a9f-0123456789ab",
         "name":"Espresso Cup","category":"kitchen","sortName":"espresso cup","priceAmount":1250,"priceCurrency":"EUR","stock":7,"tags":[],
         "createdAt":"2026-11-22T14:29:00.123Z","updatedAt":"2026-11-23T08:00:00.000Z","version":3}
        """;

    private static Product Stored() => new()
    {
        Id = TestApi.Id,
        Name = "Espresso Cup",
        Category = "kitchen",
        PriceAmount = 1250,
        PriceCurrency = "EUR",
        Stock = 7,
        Tags = [],
        CreatedAt = new DateTime(2026, 11, 22, 14, 29, 0, 123, DateTimeKind.Utc),
        UpdatedAt = new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc),
        Version = 3,
    };

    private Task<StockResult> Adjust(long delta, Product? expected = null) =>
        new ProductStore(_retrying.Object, _once.Object, "the-table", new Backoff(TimeProvider.System)).AdjustStock(
            TestApi.Id, delta, expected, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);
}
