using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Orders;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Orders;

/// <summary>Placing an order, call by call.</summary>
public sealed class PlaceOrderTests : IDisposable
{
    private const string OtherId = "0193517a-5d4c-7c1e-9a9f-000000000002";

    private const string Body = $$"""{"note":"n","lines":[{"productId":"{{TestApi.Id}}","quantity":2}]}""";

    private const string Catalogue = $$$"""{"Responses":{"the-table":[{{{TestApi.StoredItem}}}]}}""";

    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public PlaceOrderTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task Placing_an_order_takes_three_calls_a_claim_a_read_of_the_catalogue_and_one_transaction()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        var response = await Place(Body);

        Assert.Equal(201, response.StatusCode);
        Assert.Equal(["PutItem", "BatchGetItem", "TransactWriteItems"], _wire.Actions);
        var id = (string?)response.Json()["id"];
        Assert.Equal(
            $$$"""{"id":"{{{id}}}","customerId":"the-subject","status":"placed","lines":[{"productId":"0193517a-5d4c-7c1e-9a9f-0123456789ab","name":"Espresso Cup","quantity":2,"unitPrice":{"amount":1250,"currency":"EUR"}}],"total":{"amount":2500,"currency":"EUR"},"note":"n","placedAt":"2026-12-01T10:20:30.456Z","updatedAt":"2026-12-01T10:20:30.456Z","version":0}""",
            response.Body);
        Assert.Equal($"orders/{id}", response.Headers["Location"]);
        Assert.Equal("\"0\"", response.Headers["ETag"]);
    }

    [Fact]
    public async Task An_order_can_take_the_whole_stock()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        Assert.Equal(201, (await Place(Body.Replace("\"quantity\":2", "\"quantity\":7", StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task The_total_of_an_order_is_the_sum_of_all_lines()
    {
        const string Other = "0193517a-5d4c-7c1e-9a9f-0123456789ac";
        var another = TestApi.StoredItem.Replace(TestApi.Id, Other, StringComparison.Ordinal).Replace("1250", "900", StringComparison.Ordinal);
        _wire.Answers("PutItem")
            .Answers("BatchGetItem", $$$"""{"Responses":{"the-table":[{{{TestApi.StoredItem}}},{{{another}}}]}}""")
            .Answers("TransactWriteItems");

        var response = await Place(
            $$"""{"lines":[{"productId":"{{TestApi.Id}}","quantity":2},{"productId":"{{Other}}","quantity":3}]}""");

        Assert.Equal(5200, (int?)response.Json()["total"]!["amount"]);
    }

    [Fact]
    public async Task Placing_an_order_reads_the_catalogue_with_consistent_reads()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        await Place(Body);

        Assert.Equal(
            """{"the-table":{"ConsistentRead":true,"Keys":[{"pk":{"S":"PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"},"sk":{"S":"PRODUCT"}}]}}""",
            _wire.Calls[1].Body["RequestItems"]!.ToJsonString());
    }

    [Fact]
    public async Task The_transaction_records_the_reply_stores_the_order_and_takes_the_stock_at_the_price_that_was_read()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        var response = await Place(Body);

        var id = (string?)response.Json()["id"];
        var attempt = (string?)_wire.Calls[0].Body["Item"]!["attempt"]!["S"];
        var sent = _wire.Calls[2].Body["TransactItems"]!.AsArray();
        Assert.Equal(3, sent.Count);
        Expect($$$"""
            {"Update": {
              "ConditionExpression": "#attempt = :attempt AND attribute_not_exists(#changed)",
              "ExpressionAttributeNames": {"#changed": "reply", "#attempt": "attempt"},
              "ExpressionAttributeValues": {
                ":attempt": {"S": "{{{attempt}}}"},
                ":changed": {"M": {
                  "status": {"N": "201"},
                  "body": {"S": {{{JsonValue.Create(response.Body).ToJsonString()}}} },
                  "headers": {"M": {
                    "Content-Type": {"S": "application/json"}, "ETag": {"S": "\"0\""}, "Location": {"S": "orders/{{{id}}}"}
                  } }
                } }
              },
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#k"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed"
            }}
            """, sent[0]!);
        Expect($$$"""
            {"Put": {
              "ConditionExpression": "attribute_not_exists(#pk)",
              "ExpressionAttributeNames": {"#pk": "pk"},
              "Item": {
                "pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "ORDER#{{{id}}}"}, "id": {"S": "{{{id}}}"},
                "customerId": {"S": "the-subject"}, "status": {"S": "placed"},
                "lines": {"L": [{"M": {
                  "productId": {"S": "0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "name": {"S": "Espresso Cup"},
                  "quantity": {"N": "2"}, "unitAmount": {"N": "1250"} } }]},
                "totalAmount": {"N": "2500"}, "currency": {"S": "EUR"}, "note": {"S": "n"},
                "placedAt": {"S": "2026-12-01T10:20:30.456Z"}, "updatedAt": {"S": "2026-12-01T10:20:30.456Z"}, "version": {"N": "0"}
              },
              "TableName": "the-table"
            }}
            """, sent[1]!);
        Expect("""
            {"Update": {
              "ConditionExpression": "#stock >= :quantity AND #priceAmount = :priceAmount AND #priceCurrency = :priceCurrency",
              "ExpressionAttributeNames": {
                "#stock": "stock", "#version": "version", "#updatedAt": "updatedAt",
                "#priceAmount": "priceAmount", "#priceCurrency": "priceCurrency"},
              "ExpressionAttributeValues": {
                ":delta": {"N": "-2"}, ":one": {"N": "1"}, ":now": {"S": "2026-12-01T10:20:30.456Z"},
                ":quantity": {"N": "2"}, ":priceAmount": {"N": "1250"}, ":priceCurrency": {"S": "EUR"}},
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "TableName": "the-table",
              "UpdateExpression": "ADD #stock :delta, #version :one SET #updatedAt = :now"
            }}
            """, sent[2]!);
    }

    [Fact]
    public async Task An_order_without_a_note_has_no_note_in_the_reply_and_in_the_table()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        var response = await Place(Body.Replace("\"note\":\"n\",", "", StringComparison.Ordinal));

        Assert.Lacks("note", response.Json().Select(member => member.Key));
        Assert.Lacks("note", _wire.Calls[2].Body["TransactItems"]![1]!["Put"]!["Item"]!.AsObject().Select(one => one.Key));
    }

    [Fact]
    public async Task If_the_price_has_changed_since_the_read_the_order_is_decided_again()
    {
        _wire
            .Answers("PutItem")
            .Answers("BatchGetItem", Catalogue).Cancels("None", "None", "ConditionalCheckFailed")
            .Answers("BatchGetItem", Catalogue.Replace("1250", "1300", StringComparison.Ordinal)).Answers("TransactWriteItems");

        var response = await Place(Body);

        Assert.Equal(201, response.StatusCode);
        Assert.Equal(2600, (int?)response.Json()["total"]!["amount"]);
        Assert.NotEqual((string?)_wire.Calls[2].Body["ClientRequestToken"], (string?)_wire.Calls[4].Body["ClientRequestToken"]);
    }

    [Fact]
    public async Task If_another_transaction_holds_an_item_the_same_transaction_is_sent_again()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Cancels("None", "None", "TransactionConflict").Answers("TransactWriteItems");

        Assert.Equal(201, (await Place(Body)).StatusCode);

        Assert.Equal(_wire.Calls[2].Body.ToJsonString(), _wire.Calls[3].Body.ToJsonString());
    }

    [Fact]
    public async Task If_other_orders_have_taken_the_stock_the_order_gets_409_and_releases_its_claim()
    {
        _wire
            .Answers("PutItem")
            .Answers("BatchGetItem", Catalogue).Cancels("None", "None", "ConditionalCheckFailed")
            .Answers("BatchGetItem", Catalogue.Replace("\"stock\": {\"N\": \"7\"}", "\"stock\": {\"N\": \"1\"}", StringComparison.Ordinal))
            .Answers("UpdateItem");

        var response = await Place(Body);

        Assert.Equal("insufficient-stock", response.Problem());
        Assert.Equal(
            """[{"pointer":"#/lines/0","productId":"0193517a-5d4c-7c1e-9a9f-0123456789ab","available":1}]""",
            response.Json()["lines"]!.ToJsonString());
        Assert.Equal("UpdateItem", _wire.Actions.Last());
    }

    [Fact]
    public async Task The_id_of_an_order_has_the_time_of_the_order_even_if_its_key_is_older()
    {
        var fingerprint = await FingerprintOf(Body);
        const string FirstTried = "0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa";
        _wire.Fails("PutItem", "ConditionalCheckFailedException", members: $$"""
            ,"Item": {"fingerprint": {"S": "{{fingerprint}}"}, "operationId": {"S": "{{FirstTried}}"}, "attempt": {"S": "before"},
              "leaseUntil": {"N": "0"}, "ttl": {"N": "9999999999"} }
            """)
            .Answers("UpdateItem").Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        var id = Guid.Parse((string)(await Place(Body)).Json()["id"]!);

        var milliseconds = _api.Time.Now.ToUnixTimeMilliseconds();
        Assert.StartsWith($"{milliseconds >> 16:x8}-{milliseconds & 0xffff:x4}-7", id.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_lost_its_claim_places_no_order_and_gets_409()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Cancels("ConditionalCheckFailed", "None", "None")
            .Fails("UpdateItem", "ConditionalCheckFailedException");

        Assert.Equal("request-in-progress", (await Place(Body)).Problem());
    }

    [Fact]
    public async Task The_functions_deadline_ends_the_pause_between_two_attempts_to_place_an_order()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", Catalogue).Cancels("None", "None", "ConditionalCheckFailed").Answers("UpdateItem");
        var time = new DeadlineInAPause();
        var orders = new OrderFunctions(
            new Endpoint("*", _api.RequestLog, time), _api.OrderStore, _api.Store, _api.Idempotency, _api.Cursors, new Backoff(time), time);

        Assert.Equal("unavailable", (await Place(Body, orders)).Problem());

        Assert.Equal(["PutItem", "BatchGetItem", "TransactWriteItems", "UpdateItem"], _wire.Actions);
    }

    [Fact]
    public async Task An_order_with_unknown_products_gets_422_with_the_pointers_of_their_lines()
    {
        _wire.Answers("PutItem").Answers("BatchGetItem", """{"Responses":{"the-table":[]}}""").Answers("UpdateItem");

        var response = await Place($$"""{"lines":[{"productId":"{{TestApi.Id}}","quantity":2},{"productId":"{{OtherId}}","quantity":1}]}""");

        Assert.Equal(422, response.StatusCode);
        Assert.Equal("unknown-product", response.Problem());
        Assert.Equal(["#/lines/0/productId unknown", "#/lines/1/productId unknown"], response.Errors());
    }

    [Fact]
    public async Task An_order_in_two_currencies_gets_422_with_the_pointers_of_the_lines_that_differ_from_the_first()
    {
        var other = TestApi.StoredItem
            .Replace(TestApi.Id, OtherId, StringComparison.Ordinal)
            .Replace("EUR", "USD", StringComparison.Ordinal);
        _wire.Answers("PutItem")
            .Answers("BatchGetItem", $$$"""{"Responses":{"the-table":[{{{other}}},{{{TestApi.StoredItem}}}]}}""")
            .Answers("UpdateItem");

        var response = await Place($$"""{"lines":[{"productId":"{{TestApi.Id}}","quantity":2},{"productId":"{{OtherId}}","quantity":1}]}""");

        Assert.Equal(422, response.StatusCode);
        Assert.Equal("mixed-currencies", response.Problem());
        Assert.Equal(["#/lines/1/productId currency"], response.Errors());
    }

    [Fact]
    public async Task The_key_of_an_order_is_checked_before_the_body_and_both_before_a_call_to_DynamoDB()
    {
        Assert.Equal("idempotency-key-required", (await Place("{}", key: null)).Problem());
        Assert.Equal("invalid-body", (await Place("{}")).Problem());
        Assert.Empty(_wire.Calls);
    }

    [Theory]
    [InlineData("""{"lines":[]}""", "#/lines length")]
    [InlineData("""{"lines":5}""", "#/lines wrong-type")]
    [InlineData("""{"lines":[7,null,{"productId":5}]}""", "#/lines/0 wrong-type", "#/lines/1 wrong-type", "#/lines/2/productId wrong-type", "#/lines/2/quantity required")]
    [InlineData("""{"lines":[{"productId":"0193517A-5D4C-7C1E-9A9F-0123456789AB","quantity":1}]}""", "#/lines/0/productId pattern")]
    [InlineData("""{"lines":[{"productId":"0193517a-5d4c-7c1e-9a9f-0123456789ab","quantity":0}]}""", "#/lines/0/quantity range")]
    [InlineData("""{"lines":[{"productId":"0193517a-5d4c-7c1e-9a9f-0123456789ab","quantity":1000}]}""", "#/lines/0/quantity range")]
    [InlineData("""{"lines":[{"productId":"0193517a-5d4c-7c1e-9a9f-0123456789ab","quantity":1.5}]}""", "#/lines/0/quantity wrong-type")]
    [InlineData("""{"lines":[{"productId":"x","quantity":1},{"productId":"x","quantity":1}]}""", "#/lines duplicate", "#/lines/0/productId pattern", "#/lines/1/productId pattern")]
    public async Task The_refusal_of_an_order_names_all_errors(string body, params string[] errors) =>
        Assert.Equal(errors, (await Place(body)).Errors());

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    public async Task An_order_has_at_most_50_lines(int count, int errors)
    {
        if (errors == 0)
            AnswersAnEmptyCatalogue();
        var lines = Enumerable.Range(0, count).Select(_ => $$"""{"productId":"{{Guid.CreateVersion7()}}","quantity":999}""");

        var response = await Place($$"""{"lines":[{{string.Join(',', lines)}}]}""");

        Assert.Equal(errors == 0 ? "unknown-product" : "invalid-body", response.Problem());
    }

    [Theory]
    [InlineData(500, "unknown-product")]
    [InlineData(501, "invalid-body")]
    public async Task The_note_of_an_order_has_at_most_500_characters(int length, string problem)
    {
        if (problem == "unknown-product")
            AnswersAnEmptyCatalogue();
        var note = string.Concat(Enumerable.Repeat("🚪", length));

        Assert.Equal(problem, (await Place(Body.Replace("\"n\"", $"\"{note}\"", StringComparison.Ordinal))).Problem());
    }

    private void AnswersAnEmptyCatalogue() =>
        _wire.Answers("PutItem").Answers("BatchGetItem", """{"Responses":{"the-table":[]}}""").Answers("UpdateItem");

    /// <summary>The fingerprint to which a claim with this body binds its key.</summary>
    private async Task<string> FingerprintOf(string body)
    {
        AnswersAnEmptyCatalogue();
        await Place(body);
        var fingerprint = (string)_wire.Calls[0].Body["Item"]!["fingerprint"]!["S"]!;
        _wire.Calls.Clear();
        return fingerprint;
    }

    private Task<APIGatewayProxyResponse> Place(string body, string? key = "k") => Place(body, _api.Orders, key);

    private Task<APIGatewayProxyResponse> Place(string body, OrderFunctions orders, string? key = "k")
    {
        var request = TestApi.Request("POST", "/orders", body, key is null ? [TestApi.Json] : [TestApi.Json, ("Idempotency-Key", key)]);
        return orders.PlaceOrder(TestApi.WithGroups(request, groups: null), _api.Context);
    }

    private static void Expect(string expected, JsonNode sent) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());

    [Fact]
    public async Task An_order_that_loses_several_races_is_placed_when_it_wins_one()
    {
        _wire.Answers("PutItem");
        for (var lost = 0; lost < 3; lost++)
            _wire.Answers("BatchGetItem", Catalogue).Cancels("None", "None", "ConditionalCheckFailed");
        _wire.Answers("BatchGetItem", Catalogue).Answers("TransactWriteItems");

        Assert.Equal(201, (await Place(Body)).StatusCode);
    }
}
