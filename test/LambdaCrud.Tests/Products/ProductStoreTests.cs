using System.Text.Json.Nodes;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

/// <summary>
/// The exact requests on the wire to DynamoDB. These tests fail if the SDK changes its requests. Each test also shows that nothing else is
/// sent, in particular no DescribeTable.
/// </summary>
public sealed class ProductStoreTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public ProductStoreTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task A_product_is_read_by_its_key_with_a_consistent_read()
    {
        _wire.Answers("GetItem", TestApi.Stored);

        var product = await _api.Store.FindAsync(TestApi.Id, CancellationToken.None);

        ExpectCall("""
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
    public async Task The_store_returns_null_for_a_product_that_does_not_exist()
    {
        _wire.Answers("GetItem");

        Assert.Null(await _api.Store.FindAsync(TestApi.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_new_product_is_written_with_its_empty_texts_and_lists_if_its_id_is_free()
    {
        _wire.Answers("TransactWriteItems");
        var product = Product(description: "", tags: []);

        await CommitAsync(_api.Store.CreateWrite(product));

        ExpectSent("""
            {"Update": {
              "ConditionExpression": "attribute_not_exists(#pk)",
              "ExpressionAttributeNames": {
                "#pk": "pk", "#id": "id", "#name": "name", "#description": "description", "#category": "category", "#sortName": "sortName",
                "#priceAmount": "priceAmount", "#priceCurrency": "priceCurrency", "#stock": "stock", "#tags": "tags",
                "#createdAt": "createdAt", "#updatedAt": "updatedAt", "#version": "version"
              },
              "ExpressionAttributeValues": {
                ":id": {"S": "0193517a-5d4c-7c1e-9a9f-0123456789ab"}, ":name": {"S": "ÉTAGÈRE X"}, ":description": {"S": ""},
                ":category": {"S": "home"}, ":sortName": {"S": "étagère x"}, ":priceAmount": {"N": "9999999999"},
                ":priceCurrency": {"S": "JPY"}, ":stock": {"N": "3"}, ":tags": {"L": []}, ":createdAt": {"S": "2026-12-01T10:20:30.456Z"},
                ":updatedAt": {"S": "2026-12-01T10:20:30.456Z"}, ":version": {"N": "0"}
              },
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #id = :id, #name = :name, #description = :description, #category = :category, #sortName = :sortName, #priceAmount = :priceAmount, #priceCurrency = :priceCurrency, #stock = :stock, #tags = :tags, #createdAt = :createdAt, #updatedAt = :updatedAt, #version = :version"
            }}
            """);
    }

    [Fact]
    public async Task Tags_are_stored_as_a_list_in_their_order()
    {
        _wire.Answers("TransactWriteItems");

        await CommitAsync(_api.Store.CreateWrite(Product(description: null, tags: ["b", "a", "b"])));

        Assert.Equal("""{"L":[{"S":"b"},{"S":"a"},{"S":"b"}]}""", Sent["Update"]!["ExpressionAttributeValues"]![":tags"]!.ToJsonString());
    }

    [Fact]
    public async Task A_replacement_requires_the_version_and_creation_time_that_were_read_and_removes_absent_members()
    {
        _wire.Answers("TransactWriteItems");
        var current = Product("Old.", []) with { Version = 7 };
        var next = current.Replace(ProductInput.Of(current) with { Description = null }, _api.Time.Now.AddDays(1));

        await CommitAsync(_api.Store.ReplaceWrite(current, next));

        var sent = Sent["Update"]!;
        Assert.Equal("#version = :before AND #createdAt = :createdAt", (string?)sent["ConditionExpression"]);
        Assert.EndsWith(" #version = :version REMOVE #description", (string?)sent["UpdateExpression"], StringComparison.Ordinal);
        var values = sent["ExpressionAttributeValues"]!;
        Assert.Equal("7", (string?)values[":before"]!["N"]);
        Assert.Equal("8", (string?)values[":version"]!["N"]);
        Assert.Equal("2026-12-02T10:20:30.456Z", (string?)values[":updatedAt"]!["S"]);
        Assert.Equal("2026-12-01T10:20:30.456Z", (string?)values[":createdAt"]!["S"]);
    }

    [Fact]
    public async Task A_deletion_requires_the_version_and_creation_time_that_were_read()
    {
        _wire.Answers("TransactWriteItems");
        var current = Product(null, []) with { Version = 7 };

        await CommitAsync(_api.Store.DeleteWrite(current));

        ExpectSent("""
            {"Delete": {
              "ConditionExpression": "#version = :before AND #createdAt = :createdAt",
              "ExpressionAttributeNames": {"#version": "version", "#createdAt": "createdAt"},
              "ExpressionAttributeValues": {":before": {"N": "7"}, ":createdAt": {"S": "2026-12-01T10:20:30.456Z"}},
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "TableName": "the-table"
            }}
            """);
    }

    [Fact]
    public async Task A_stock_adjustment_in_conflict_with_the_transaction_of_an_order_is_retried()
    {
        _wire
            .Fails("UpdateItem", "TransactionConflictException")
            .Answers("UpdateItem", $$"""{"Attributes":{{TestApi.StoredItem}}}""");

        Assert.IsType<StockResult.Adjusted>(await _api.Store.AdjustStockAsync(TestApi.Id, 1, _api.Time.Now, CancellationToken.None));
    }

    [Fact]
    public void A_product_keeps_its_creation_time_in_whole_milliseconds()
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

    /// <summary>The only item of the first transaction.</summary>
    private JsonNode Sent => _wire.Calls[0].Body["TransactItems"]!.AsArray().Single()!;

    private async Task CommitAsync(ConditionalWrite write) =>
        Assert.Null(await _api.Transactions.CommitAsync([write], CancellationToken.None));

    private void ExpectCall(string expected)
    {
        var sent = _wire.Calls[0].Body;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());
    }

    private void ExpectSent(string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Sent), Sent.ToJsonString());

    [Fact]
    public void The_first_version_of_a_product_has_no_version_before_it()
    {
        var first = Product("Old.", []);

        Assert.Null(first.PreviousEntityTag);
        Assert.Equal(first.EntityTag, first.AdjustStock(1, _api.Time.Now).PreviousEntityTag);
    }

    [Fact]
    public async Task A_replacement_names_every_attribute_that_it_sets_and_every_one_that_it_removes()
    {
        _wire.Answers("TransactWriteItems");
        var current = Product("Old.", []);
        var next = current.Replace(ProductInput.Of(current) with { Description = null }, _api.Time.Now);

        await CommitAsync(_api.Store.ReplaceWrite(current, next));

        Assert.Equal(
            [
                "#category", "#createdAt", "#description", "#id", "#name", "#priceAmount", "#priceCurrency", "#sortName", "#stock", "#tags",
                "#updatedAt", "#version",
            ],
            Sent["Update"]!["ExpressionAttributeNames"]!.AsObject().Select(name => name.Key).Order(StringComparer.Ordinal));
    }
}
