using System.Text.Json.Nodes;
using LambdaCrud.Products;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

/// <summary>
/// What goes over the wire to DynamoDB, exactly: the alarm for an SDK that changes its ways. Each test also shows that nothing else is
/// sent, no DescribeTable above all.
/// </summary>
public sealed class ProductStoreTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public ProductStoreTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task A_product_is_found_by_its_key()
    {
        _wire.Answers("GetItem", TestApi.Stored);

        var product = await _api.Store.Find(TestApi.Id, CancellationToken.None);

        ExpectSent("""
            {
              "ConsistentRead": true,
              "ExpressionAttributeNames": {
                "#P0": "pk", "#P1": "sk", "#P2": "id", "#P3": "name", "#P4": "description", "#P5": "category", "#P6": "sortName",
                "#P7": "priceAmount", "#P8": "priceCurrency", "#P9": "stock", "#P10": "tags", "#P11": "createdAt", "#P12": "updatedAt",
                "#P13": "version"
              },
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "ProjectionExpression": "#P0, #P1, #P2, #P3, #P4, #P5, #P6, #P7, #P8, #P9, #P10, #P11, #P12, #P13",
              "TableName": "the-table"
            }
            """);
        Assert.NotNull(product);
        Assert.Equal("Espresso Cup", product.Name);
        Assert.Equal(1250, product.PriceAmount);
        Assert.Equal(["new"], product.Tags);
        Assert.Equal(new DateTime(2026, 11, 22, 14, 29, 0, 123, DateTimeKind.Utc), product.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, product.CreatedAt.Kind);
        Assert.Equal(TestApi.Tag, product.EntityTag);
    }

    [Fact]
    public async Task A_product_that_is_not_there_is_null()
    {
        _wire.Answers("GetItem");

        Assert.Null(await _api.Store.Find(TestApi.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_new_product_is_written_whole_empty_texts_and_lists_too()
    {
        _wire.Answers("UpdateItem");

        await _api.Store.Add(Product(description: "", tags: []), CancellationToken.None);

        ExpectSent("""
            {
              "ExpressionAttributeNames": {
                "#awsavar1": "id", "#awsavar2": "name", "#awsavar3": "description", "#awsavar4": "category", "#awsavar5": "sortName",
                "#awsavar6": "priceAmount", "#awsavar7": "priceCurrency", "#awsavar8": "stock", "#awsavar9": "tags",
                "#awsavar10": "createdAt", "#awsavar11": "updatedAt", "#awsavar12": "version"
              },
              "ExpressionAttributeValues": {
                ":awsavar1": {"S": "0193517a-5d4c-7c1e-9a9f-0123456789ab"}, ":awsavar2": {"S": "ÉTAGÈRE X"}, ":awsavar3": {"S": ""},
                ":awsavar4": {"S": "home"}, ":awsavar5": {"S": "étagère x"}, ":awsavar6": {"N": "9999999999"}, ":awsavar7": {"S": "JPY"},
                ":awsavar8": {"N": "3"}, ":awsavar9": {"L": []}, ":awsavar10": {"S": "2026-12-01T10:20:30.456Z"},
                ":awsavar11": {"S": "2026-12-01T10:20:30.456Z"}, ":awsavar12": {"N": "0"}
              },
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "ReturnValues": "NONE",
              "TableName": "the-table",
              "UpdateExpression": "SET #awsavar1 = :awsavar1, #awsavar2 = :awsavar2, #awsavar3 = :awsavar3, #awsavar4 = :awsavar4, #awsavar5 = :awsavar5, #awsavar6 = :awsavar6, #awsavar7 = :awsavar7, #awsavar8 = :awsavar8, #awsavar9 = :awsavar9, #awsavar10 = :awsavar10, #awsavar11 = :awsavar11, #awsavar12 = :awsavar12"
            }
            """);
    }

    [Fact]
    public async Task Tags_stay_a_list_in_their_order_and_an_absent_description_is_removed()
    {
        _wire.Answers("UpdateItem");

        await _api.Store.Add(Product(description: null, tags: ["b", "a", "b"]), CancellationToken.None);

        var sent = _wire.Calls[0].Body;
        Assert.Equal("""{"L":[{"S":"b"},{"S":"a"},{"S":"b"}]}""", ValueOf(sent, "tags").ToJsonString());
        Assert.EndsWith(" REMOVE " + NameOf(sent, "description"), (string?)sent["UpdateExpression"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creating_under_a_chosen_id_asks_that_nothing_is_there()
    {
        _wire.Answers("UpdateItem").Fails("UpdateItem", "ConditionalCheckFailedException");
        var product = Product(null, []);

        Assert.True(await _api.Store.TryCreate(product, CancellationToken.None));
        Assert.False(await _api.Store.TryCreate(product, CancellationToken.None));

        var sent = _wire.Calls[0].Body;
        Assert.Equal("attribute_not_exists (#C0)", (string?)sent["ConditionExpression"]);
        Assert.Equal("pk", (string?)sent["ExpressionAttributeNames"]!["#C0"]);
    }

    [Fact]
    public async Task Replacing_asks_for_the_version_and_the_creation_time_that_were_read()
    {
        _wire.Answers("UpdateItem").Fails("UpdateItem", "ConditionalCheckFailedException");
        var current = Product(null, []) with { Version = 7 };
        var next = current.Replace(ProductInput.Of(current), _api.Time.Now.AddDays(1));

        Assert.True(await _api.Store.TryReplace(current, next, CancellationToken.None));
        Assert.False(await _api.Store.TryReplace(current, next, CancellationToken.None));

        var sent = _wire.Calls[0].Body;
        Assert.Equal("(#C0 = :C0) AND (#C1 = :C1)", (string?)sent["ConditionExpression"]);
        Assert.Equal("version", (string?)sent["ExpressionAttributeNames"]!["#C0"]);
        Assert.Equal("7", (string?)sent["ExpressionAttributeValues"]![":C0"]!["N"]);
        Assert.Equal("createdAt", (string?)sent["ExpressionAttributeNames"]!["#C1"]);
        Assert.Equal("2026-12-01T10:20:30.456Z", (string?)sent["ExpressionAttributeValues"]![":C1"]!["S"]);
        Assert.Equal("8", (string?)ValueOf(sent, "version")["N"]);
        Assert.Equal("2026-12-02T10:20:30.456Z", (string?)ValueOf(sent, "updatedAt")["S"]);
        Assert.Equal("2026-12-01T10:20:30.456Z", (string?)ValueOf(sent, "createdAt")["S"]);
    }

    [Fact]
    public async Task Deleting_asks_for_the_same()
    {
        _wire.Answers("DeleteItem").Fails("DeleteItem", "ConditionalCheckFailedException");
        var current = Product(null, []) with { Version = 7 };

        Assert.True(await _api.Store.TryDelete(current, CancellationToken.None));
        Assert.False(await _api.Store.TryDelete(current, CancellationToken.None));

        ExpectSent("""
            {
              "ConditionExpression": "#version = :version AND #createdAt = :createdAt",
              "ExpressionAttributeNames": {"#version": "version", "#createdAt": "createdAt"},
              "ExpressionAttributeValues": {":version": {"N": "7"}, ":createdAt": {"S": "2026-12-01T10:20:30.456Z"}},
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "TableName": "the-table"
            }
            """);
    }

    [Fact]
    public async Task A_write_that_meets_the_transaction_of_an_order_is_made_again()
    {
        const string Conflict = "TransactionConflictException";
        _wire
            .Fails("UpdateItem", Conflict).Answers("UpdateItem")
            .Fails("DeleteItem", Conflict).Fails("DeleteItem", "ConditionalCheckFailedException")
            .Fails("UpdateItem", Conflict).Answers("UpdateItem", $$"""{"Attributes":{{TestApi.StoredItem}}}""");
        var product = Product(null, []);

        Assert.True(await _api.Store.TryReplace(product, product, CancellationToken.None));
        Assert.False(await _api.Store.TryDelete(product, CancellationToken.None));
        Assert.IsType<StockResult.Adjusted>(await _api.Store.AdjustStock(TestApi.Id, 1, null, _api.Time.Now, CancellationToken.None));
    }

    [Fact]
    public void A_time_is_kept_in_whole_milliseconds_so_that_it_reads_back_equal()
    {
        var now = new DateTimeOffset(2026, 12, 1, 12, 20, 30, 456, TimeSpan.FromHours(2)).AddTicks(7891);

        var product = LambdaCrud.Products.Product.Create(TestApi.Id, ProductInput.Of(Product(null, [])), now);

        Assert.Equal(new DateTime(2026, 12, 1, 10, 20, 30, 456, DateTimeKind.Utc), product.CreatedAt);
        Assert.Equal("\"20261201102030456-0\"", product.EntityTag);
    }

    private Product Product(string? description, IReadOnlyList<string> tags) => LambdaCrud.Products.Product.Create(
        TestApi.Id,
        new ProductInput
        {
            Name = "ÉTAGÈRE X",
            Description = description,
            Category = "home",
            Price = new Price { Amount = 9_999_999_999, Currency = "JPY" },
            Stock = 3,
            Tags = tags,
        },
        _api.Time.Now);

    /// <summary>The first call's body.</summary>
    private void ExpectSent(string expected)
    {
        var sent = _wire.Calls[0].Body;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());
    }

    private static string NameOf(JsonObject sent, string attribute) =>
        sent["ExpressionAttributeNames"]!.AsObject().Single(name => (string?)name.Value == attribute && name.Key.StartsWith("#aws", StringComparison.Ordinal)).Key;

    private static JsonNode ValueOf(JsonObject sent, string attribute) =>
        sent["ExpressionAttributeValues"]![NameOf(sent, attribute).Replace('#', ':')]!;
}
