using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Orders;

public sealed class MoveOrderTests : IDisposable
{
    private static readonly string Placed = $$"""{"Item":{{StoredOrder.Item()}}}""";

    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public MoveOrderTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task A_cancellation_changes_the_order_and_returns_the_stock_in_one_transaction()
    {
        _wire.Answers("GetItem", Placed).Answers("TransactWriteItems");

        var response = await Cancel();

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("\"1\"", response.Headers["ETag"]);
        Assert.Equal("cancelled", (string?)response.Json()["status"]);
        Assert.Equal("2026-11-30T08:00:00.123Z", (string?)response.Json()["placedAt"]);
        Assert.Equal("2026-12-01T10:20:30.456Z", (string?)response.Json()["updatedAt"]);
        var sent = _wire.Calls[1].Body["TransactItems"]!.AsArray();
        Assert.Equal(2, sent.Count);
        Expect("""
            {"Update": {
              "ConditionExpression": "#status = :placed",
              "ExpressionAttributeNames": {"#status": "status", "#updatedAt": "updatedAt", "#version": "version"},
              "ExpressionAttributeValues": {
                ":status": {"S": "cancelled"}, ":updatedAt": {"S": "2026-12-01T10:20:30.456Z"}, ":version": {"N": "1"},
                ":placed": {"S": "placed"}},
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "ORDER#0193517a-5d4c-7c1e-9a9f-00000000000a"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #status = :status, #updatedAt = :updatedAt, #version = :version"
            }}
            """, sent[0]!);
        Expect("""
            {"Update": {
              "ConditionExpression": "attribute_exists(#stock)",
              "ExpressionAttributeNames": {"#stock": "stock", "#version": "version", "#updatedAt": "updatedAt"},
              "ExpressionAttributeValues": {":delta": {"N": "2"}, ":one": {"N": "1"}, ":now": {"S": "2026-12-01T10:20:30.456Z"}},
              "Key": {"pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"}},
              "TableName": "the-table",
              "UpdateExpression": "ADD #stock :delta, #version :one SET #updatedAt = :now"
            }}
            """, sent[1]!);
    }

    [Fact]
    public async Task Shipping_an_order_does_not_change_the_stock()
    {
        _wire.Answers("GetItem", Placed).Answers("TransactWriteItems");

        var response = await Ship("the-subject");

        Assert.Equal("shipped", (string?)response.Json()["status"]);
        Assert.Single(_wire.Calls[1].Body["TransactItems"]!.AsArray());
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("shipped")]
    public async Task A_move_of_an_order_that_is_no_longer_placed_gets_409_with_its_status(string status)
    {
        var moved = $$"""{"Item":{{StoredOrder.Item(status)}}}""";
        _wire.Answers("GetItem", moved).Answers("GetItem", moved);

        var cancelled = await Cancel();
        var shipped = await Ship("the-subject");

        Assert.Equal("order-not-cancellable", cancelled.Problem());
        Assert.Equal($"The order is {status}.", (string?)cancelled.Json()["detail"]);
        Assert.Equal("order-not-shippable", shipped.Problem());
    }

    [Fact]
    public async Task A_cancellation_that_loses_the_race_for_an_order_gets_409()
    {
        _wire.Answers("GetItem", Placed).Cancels("ConditionalCheckFailed", "None")
            .Answers("GetItem", $$"""{"Item":{{StoredOrder.Item("shipped")}}}""");

        Assert.Equal("order-not-cancellable", (await Cancel()).Problem());
    }

    [Fact]
    public async Task A_cancellation_in_conflict_with_another_transaction_is_retried()
    {
        _wire.Answers("GetItem", Placed).Cancels("None", "TransactionConflict").Answers("TransactWriteItems");

        Assert.Equal(200, (await Cancel()).StatusCode);
        Assert.Equal(2, _wire.Calls[2].Body["TransactItems"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_cancellation_leaves_out_a_product_that_is_no_longer_in_the_catalogue()
    {
        _wire.Answers("GetItem", Placed).Cancels("None", "ConditionalCheckFailed").Answers("TransactWriteItems");

        Assert.Equal(200, (await Cancel()).StatusCode);
        Assert.Single(_wire.Calls[2].Body["TransactItems"]!.AsArray());
    }

    [Fact]
    public async Task A_cancellation_returns_the_stock_of_the_other_line_if_one_product_is_no_longer_in_the_catalogue()
    {
        const string Gone = "0193517a-5d4c-7c1e-9a9f-0123456789ac";
        var line = StoredOrder.Line;
        var order = StoredOrder.Item().Replace(
            line, $"{line}, {line.Replace(TestApi.Id, Gone, StringComparison.Ordinal)}", StringComparison.Ordinal);
        _wire.Answers("GetItem", $$"""{"Item":{{order}}}""")
            .Cancels("None", "None", "ConditionalCheckFailed").Answers("TransactWriteItems");

        Assert.Equal(200, (await Cancel()).StatusCode);
        Assert.Equal(3, _wire.Calls[1].Body["TransactItems"]!.AsArray().Count);
        var left = _wire.Calls[2].Body["TransactItems"]!.AsArray();
        Assert.Equal(2, left.Count);
        Assert.Contains($"PRODUCT#{TestApi.Id}", left[1]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_evaluates_its_preconditions_before_the_status_of_the_order()
    {
        _wire.Answers("GetItem", $$"""{"Item":{{StoredOrder.Item("shipped")}}}""");

        Assert.Equal(412, (await Cancel(("If-Match", "\"7\""))).StatusCode);
    }

    [Fact]
    public async Task A_repeat_of_a_move_that_was_already_made_gets_the_order()
    {
        var cancelled = StoredOrder.Item("cancelled").Replace("\"version\": {\"N\": \"0\"}", "\"version\": {\"N\": \"1\"}", StringComparison.Ordinal);
        _wire.Answers("GetItem", $$"""{"Item":{{cancelled}}}""").Answers("GetItem", $$"""{"Item":{{cancelled}}}""");

        var again = await Cancel(("If-Match", "\"0\""));
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/orders/{id}/ship", null, ("If-Match", "\"0\"")));
        request.QueryStringParameters = new Dictionary<string, string> { ["customerId"] = "the-subject" };
        var other = await _api.Orders.ShipOrder(StoredOrder.Id, request, _api.Context);

        Assert.Equal(200, again.StatusCode);
        Assert.Equal("\"1\"", again.Headers["ETag"]);
        Assert.Equal(412, other.StatusCode);
    }

    [Fact]
    public async Task With_a_key_the_transaction_records_the_reply_of_a_move_even_if_a_product_is_left_out()
    {
        _wire
            .Answers("PutItem").Answers("GetItem", Placed)
            .Cancels("None", "None", "ConditionalCheckFailed").Answers("TransactWriteItems");

        var response = await Cancel(("Idempotency-Key", "k"));

        Assert.Equal(200, response.StatusCode);
        var sent = _wire.Calls[3].Body["TransactItems"]!.AsArray();
        Assert.Equal(2, sent.Count);
        Assert.Equal(response.Body, (string?)sent[0]!["Update"]!["ExpressionAttributeValues"]![":changed"]!["M"]!["body"]!["S"]);
        Assert.Equal("#status = :placed", (string?)sent[1]!["Update"]!["ConditionExpression"]);
    }

    [Theory]
    [InlineData("ConditionalCheckFailed", "None", "request-in-progress")]
    [InlineData("None", "ConditionalCheckFailed", "order-not-cancellable")]
    public async Task With_a_key_a_lost_claim_and_a_lost_race_give_different_problems(string record, string order, string problem)
    {
        _wire.Answers("PutItem").Answers("GetItem", Placed).Cancels(record, order, "None");
        if (record == "None")
            _wire.Answers("GetItem", $$"""{"Item":{{StoredOrder.Item("shipped")}}}""");
        _wire.Answers("UpdateItem");

        Assert.Equal(problem, (await Cancel(("Idempotency-Key", "k"))).Problem());
    }

    [Fact]
    public async Task A_move_of_an_order_that_does_not_exist_gets_404()
    {
        _wire.Answers("GetItem").Answers("GetItem");

        Assert.Equal("not-found", (await Cancel()).Problem());
        Assert.Equal("not-found", (await Ship("nobody")).Problem());
    }

    [Fact]
    public async Task Only_the_owner_can_cancel_an_order_and_only_an_administrator_who_names_the_customer_can_ship_it()
    {
        _wire.Answers("GetItem");
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/orders/{id}/cancel"));
        request.QueryStringParameters = new Dictionary<string, string> { ["customerId"] = "another" };
        var another = await _api.Orders.CancelOrder(StoredOrder.Id, request, _api.Context);
        request.QueryStringParameters["customerId"] = "the-subject";

        await _api.Orders.CancelOrder(StoredOrder.Id, request, _api.Context);
        var unnamed = await Ship(customerId: null);
        var shopper = await _api.Orders.ShipOrder(
            StoredOrder.Id, TestApi.WithGroups(TestApi.Request("POST", "/orders/{id}/ship"), groups: null), _api.Context);

        Assert.Equal("not-found", another.Problem());
        Assert.Equal("CUSTOMER#the-subject", (string?)_wire.Calls.Single().Body["Key"]!["pk"]!["S"]);
        Assert.Equal(["customerId required"], unnamed.Errors());
        Assert.Equal("forbidden", shopper.Problem());
    }

    private Task<APIGatewayProxyResponse> Cancel(params (string, string)[] headers) => _api.Orders.CancelOrder(
        StoredOrder.Id, TestApi.WithGroups(TestApi.Request("POST", "/orders/{id}/cancel", null, headers), groups: null), _api.Context);

    private Task<APIGatewayProxyResponse> Ship(string? customerId)
    {
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/orders/{id}/ship"));
        if (customerId is not null)
            request.QueryStringParameters = new Dictionary<string, string> { ["customerId"] = customerId };
        return _api.Orders.ShipOrder(StoredOrder.Id, request, _api.Context);
    }

    private static void Expect(string expected, JsonNode sent) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());

    [Fact]
    public async Task A_key_for_a_cancellation_belongs_to_its_route_and_its_path()
    {
        _wire.Answers("PutItem").Answers("GetItem", Placed).Answers("TransactWriteItems");

        await Cancel(("Idempotency-Key", "k"));

        var target = $"POST /orders/{{id}}/cancel\npath id={TestApi.Id}\n";
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target))),
            (string?)_wire.Calls[0].Body["Item"]!["fingerprint"]!["S"]);
    }
}
