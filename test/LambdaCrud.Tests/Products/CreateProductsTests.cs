using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

/// <summary>POST /products/batch, call by call.</summary>
public sealed class CreateProductsTests : IDisposable
{
    private const string Valid = TestApi.ValidBody;
    private const string OperationId = "0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa";

    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public CreateProductsTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task Each_item_of_a_batch_has_a_result_in_order_and_only_valid_items_are_written()
    {
        _wire.Answers("BatchWriteItem");

        var response = await Create($"[{Valid},{{\"name\":\"\"}},{Valid}]");

        Assert.Equal(207, response.StatusCode);
        Assert.Equal("application/json", response.Headers["Content-Type"]);
        var results = Results(response);
        Assert.Equal([201, 400, 201], results.Select(result => (int)result["status"]!));
        var ids = results.Select(result => (string?)result["id"]).ToList();
        Assert.EndsWith("0000", ids[0], StringComparison.Ordinal);
        Assert.EndsWith("0002", ids[2], StringComparison.Ordinal);
        Assert.Equal(ids[0]![..^4], ids[2]![..^4]);
        Assert.Equal(7, Guid.Parse(ids[0]!).Version);
        Assert.Equal(ids, results.Select(result => (string?)result["location"]));
        Assert.Equal(
            ["#/1/name length", "#/1/category required", "#/1/price required", "#/1/stock required"],
            results[1]["problem"]!["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}"));
        Assert.Equal([ids[0], ids[2]], Written().Select(item => (string?)item["id"]!["S"]));
    }

    [Fact]
    public async Task An_item_of_a_batch_is_stored_like_a_product_that_is_created_alone()
    {
        _wire.Answers("BatchWriteItem");

        var withText = Valid.Replace("\"Mug\"", "\"Mug\",\"description\":\"\"", StringComparison.Ordinal);
        var id = (string?)Results(await Create($"[{withText}]"))[0]["id"];

        var expected = JsonNode.Parse($$"""
            {
              "pk": {"S": "PRODUCT#{{id}}"}, "sk": {"S": "PRODUCT"}, "id": {"S": "{{id}}"}, "name": {"S": "Mug"}, "sortName": {"S": "mug"},
              "category": {"S": "kitchen"}, "description": {"S": ""}, "priceAmount": {"N": "900"}, "priceCurrency": {"S": "EUR"}, "stock": {"N": "2"},
              "tags": {"L": []}, "createdAt": {"S": "2026-12-01T10:20:30.456Z"}, "updatedAt": {"S": "2026-12-01T10:20:30.456Z"},
              "version": {"N": "0"}
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, Written().Single()), Written().Single().ToJsonString());
    }

    [Fact]
    public async Task A_batch_with_only_invalid_items_writes_nothing()
    {
        var response = await Create("[{},7]");

        Assert.Equal([400, 400], Results(response).Select(result => (int)result["status"]!));
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task The_result_of_a_batch_item_names_at_most_10_errors()
    {
        var tags = string.Join(',', Enumerable.Repeat("7", 40));

        var response = await Create($$"""[{"name":"N","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1,"tags":[{{tags}}]}]""");

        Assert.Equal(10, Results(response)[0]["problem"]!["errors"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"items":[]}""", "# wrong-type")]
    [InlineData("[]", "# length")]
    public async Task A_batch_must_be_an_array_with_at_least_one_item(string body, string error) =>
        Assert.Equal([error], (await Create(body)).Errors());

    [Fact]
    public async Task A_batch_may_be_up_to_1_MiB_large()
    {
        _wire.Answers("BatchWriteItem");
        var description = new string('d', 4000);
        var item = Valid.Replace("\"Mug\"", $"\"Mug\",\"description\":\"{description}\"", StringComparison.Ordinal);

        Assert.Equal(207, (await Create($"[{string.Join(',', Enumerable.Repeat(item, 20))}]")).StatusCode);
        Assert.Equal("body-too-large", (await Create($"[{new string(' ', 1_048_576)}]")).Problem());
    }

    [Fact]
    public async Task A_batch_with_an_invalid_idempotency_key_gets_400() =>
        Assert.Equal("idempotency-key-required", (await Create($"[{Valid}]", "a b")).Problem());

    [Fact]
    public async Task With_a_key_the_results_of_a_batch_are_recorded_after_the_writes()
    {
        _wire.Answers("PutItem").Answers("BatchWriteItem").Answers("UpdateItem");

        var response = await Create($"[{Valid}]", "k");

        Assert.Equal(["PutItem", "BatchWriteItem", "UpdateItem"], _wire.Actions);
        var recorded = _wire.Calls[2].Body["ExpressionAttributeValues"]![":changed"]!["M"]!;
        Assert.Equal("207", (string?)recorded["status"]!["N"]);
        Assert.Equal(response.Body, (string?)recorded["body"]!["S"]);
    }

    [Fact]
    public async Task An_unfinished_batch_is_not_recorded_so_that_a_repeat_can_finish_it()
    {
        _wire.Answers("PutItem").Fails("BatchWriteItem", "ThrottlingException").Answers("UpdateItem");

        var response = await Create($"[{Valid},{{}}]", "k");

        Assert.Equal([503, 400], Results(response).Select(result => (int)result["status"]!));
        Assert.Equal("unavailable", (string?)Results(response)[0]["problem"]!["code"]);
        Assert.Equal("leaseUntil", (string?)_wire.Calls[2].Body["ExpressionAttributeNames"]!["#changed"]);
    }

    [Fact]
    public async Task A_repeat_of_a_batch_writes_only_the_missing_products()
    {
        var first = $"{OperationId[..^4]}0000";
        var second = $"{OperationId[..^4]}0001";
        // Takes the fingerprint of this body from the claim that the first request writes.
        _wire.Answers("PutItem").Answers("BatchWriteItem").Answers("UpdateItem");
        await Create($"[{Valid},{Valid}]", "k");
        var fingerprint = (string?)_wire.Calls[0].Body["Item"]!["fingerprint"]!["S"];
        _wire.Calls.Clear();
        _wire.Fails("PutItem", "ConditionalCheckFailedException", members: $$"""
            ,"Item": {"fingerprint": {"S": "{{fingerprint}}"}, "operationId": {"S": "{{OperationId}}"}, "attempt": {"S": "before"},
              "leaseUntil": {"N": "0"}, "ttl": {"N": "9999999999"} }
            """)
            .Answers("UpdateItem")
            .Answers("BatchGetItem", $$$"""
                {"Responses":{"the-table":[{{{TestApi.StoredItem.Replace(TestApi.Id, first, StringComparison.Ordinal)}}}]}}
                """)
            .Answers("BatchWriteItem")
            .Answers("UpdateItem");

        var response = await Create($"[{Valid},{Valid}]", "k");

        Assert.Equal([first, second], Results(response).Select(result => (string)result["id"]!));
        Assert.Equal([201, 201], Results(response).Select(result => (int)result["status"]!));
        Assert.Equal([second], _wire.Calls[3].Body["RequestItems"]!["the-table"]!.AsArray()
            .Select(put => (string)put!["PutRequest"]!["Item"]!["id"]!["S"]!));
    }

    private Task<APIGatewayProxyResponse> Create(string body, string? key = null)
    {
        (string, string)[] headers = key is null ? [TestApi.Json] : [TestApi.Json, ("Idempotency-Key", key)];
        var request = TestApi.Request("POST", "/products/batch", body, headers);
        return _api.Batches.CreateProducts(TestApi.AsAdmin(request), _api.Context);
    }

    private IEnumerable<JsonNode> Written() => _wire.Calls.Single().Body["RequestItems"]!["the-table"]!.AsArray()
        .Select(put => put!["PutRequest"]!["Item"]!);

    private static List<JsonNode> Results(APIGatewayProxyResponse response) =>
        [.. JsonNode.Parse(response.Body)!.AsArray().Select(result => result!)];

    [Fact]
    public async Task The_locations_lead_to_the_products_also_from_a_path_that_ends_in_a_slash()
    {
        _wire.Answers("BatchWriteItem");
        var request = TestApi.Request("POST", "/products/batch", $"[{Valid},{{}}]", TestApi.Json);
        request.Path = "/products/batch/";

        var results = Results(await _api.Batches.CreateProducts(TestApi.AsAdmin(request), _api.Context));

        Assert.Equal($"../{results[0]["id"]}", (string?)results[0]["location"]);
        Assert.False(results[1].AsObject().ContainsKey("location"));
    }

    [Fact]
    public async Task A_null_member_of_an_item_is_the_same_to_a_key_as_an_absent_one()
    {
        var withNull = Valid.Replace("\"Mug\"", "\"Mug\",\"description\":null", StringComparison.Ordinal);
        foreach (var body in (string[])[$"[{Valid}]", $"[{withNull}]"])
        {
            _wire.Answers("PutItem").Answers("BatchWriteItem").Answers("UpdateItem");
            await Create(body, "k");
        }

        var claims = _wire.Calls.Where(call => call.Action == "PutItem");
        Assert.Single(claims.Select(call => (string?)call.Body["Item"]!["fingerprint"]!["S"]).Distinct());
    }

    [Fact]
    public async Task A_repeat_of_nothing_but_wrong_items_reads_nothing()
    {
        _wire.Answers("PutItem").Answers("UpdateItem");
        await Create("[{}]", "k");
        var fingerprint = (string?)_wire.Calls[0].Body["Item"]!["fingerprint"]!["S"];
        _wire.Fails("PutItem", "ConditionalCheckFailedException", members: $$"""
            ,"Item": {"fingerprint": {"S": "{{fingerprint}}"}, "operationId": {"S": "{{OperationId}}"}, "attempt": {"S": "before"},
              "leaseUntil": {"N": "0"}, "ttl": {"N": "9999999999"} }
            """)
            .Answers("UpdateItem")
            .Answers("UpdateItem");

        Assert.Equal(400, (int)Results(await Create("[{}]", "k"))[0]["status"]!);
    }
}
