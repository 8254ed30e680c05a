using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Orders;

public sealed class ReadOrderTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public ReadOrderTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task An_order_is_read_from_the_callers_partition_with_a_consistent_read()
    {
        _wire.Answers("GetItem", $$"""{"Item":{{StoredOrder.Item()}}}""");

        var response = await Get();

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("\"0\"", response.Headers["ETag"]);
        Assert.Equal("private, no-cache", response.Headers["Cache-Control"]);
        Assert.Equal(
            """{"id":"0193517a-5d4c-7c1e-9a9f-00000000000a","customerId":"the-subject","status":"placed","lines":[{"productId":"0193517a-5d4c-7c1e-9a9f-0123456789ab","name":"Espresso Cup","quantity":2,"unitPrice":{"amount":1250,"currency":"EUR"}}],"total":{"amount":2500,"currency":"EUR"},"placedAt":"2026-11-30T08:00:00.123Z","updatedAt":"2026-11-30T08:00:00.123Z","version":0}""",
            response.Body);
        Assert.Equal(
            """{"pk":{"S":"CUSTOMER#the-subject"},"sk":{"S":"ORDER#0193517a-5d4c-7c1e-9a9f-00000000000a"}}""",
            _wire.Calls[0].Body["Key"]!.ToJsonString());
        Assert.True((bool?)_wire.Calls[0].Body["ConsistentRead"]);
    }

    [Fact]
    public async Task A_read_of_an_order_evaluates_its_preconditions()
    {
        _wire.Answers("GetItem", $$"""{"Item":{{StoredOrder.Item()}}}""").Answers("GetItem", $$"""{"Item":{{StoredOrder.Item()}}}""");

        var unchanged = await Get(headers: ("If-None-Match", "\"0\""));

        Assert.Equal(304, unchanged.StatusCode);
        Assert.Equal("\"0\"", unchanged.Headers["ETag"]);
        Assert.Null(unchanged.Body);
        Assert.Equal(412, (await Get(headers: ("If-Match", "\"1\""))).StatusCode);
    }

    [Fact]
    public async Task A_customer_who_names_another_customer_gets_404_without_a_call_to_DynamoDB()
    {
        Assert.Equal("not-found", (await Get(customerId: "another")).Problem());
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task A_customer_may_name_themselves_and_an_administrator_may_name_anyone()
    {
        _wire.Answers("GetItem").Answers("GetItem");

        await Get(customerId: "the-subject");
        await Get(groups: "catalog-admins", customerId: "another");

        Assert.Equal("CUSTOMER#the-subject", (string?)_wire.Calls[0].Body["Key"]!["pk"]!["S"]);
        Assert.Equal("CUSTOMER#another", (string?)_wire.Calls[1].Body["Key"]!["pk"]!["S"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a#b")]
    [InlineData("ü")]
    public async Task An_administrator_who_names_an_invalid_customer_gets_400(string customerId) =>
        Assert.Equal(["customerId pattern"], (await Get(groups: "catalog-admins", customerId: customerId)).Errors());

    [Fact]
    public async Task A_customers_list_of_orders_is_a_Query_of_their_partition_newest_first()
    {
        _wire.Answers("Query", """{"Items":[]}""");

        var response = await List(null);

        Assert.Equal("""{"items":[]}""", response.Body);
        Assert.Equal("private, no-cache", response.Headers["Cache-Control"]);
        ExpectSent(0, """
            {
              "ExpressionAttributeNames": {"#pk": "pk", "#sk": "sk"},
              "ExpressionAttributeValues": {":pk": {"S": "CUSTOMER#the-subject"}, ":orders": {"S": "ORDER#"}},
              "KeyConditionExpression": "#pk = :pk AND begins_with(#sk, :orders)",
              "Limit": 21, "ScanIndexForward": false, "TableName": "the-table"
            }
            """);
    }

    [Fact]
    public async Task A_customers_list_of_one_status_filters_up_to_1000_orders_in_one_call()
    {
        _wire.Answers("Query", """{"Items":[]}""");

        await List(null, ("status", "shipped"), ("limit", "5"));

        ExpectSent(0, """
            {
              "ExpressionAttributeNames": {"#pk": "pk", "#sk": "sk", "#status": "status"},
              "ExpressionAttributeValues": {":pk": {"S": "CUSTOMER#the-subject"}, ":orders": {"S": "ORDER#"}, ":status": {"S": "shipped"}},
              "FilterExpression": "#status = :status",
              "KeyConditionExpression": "#pk = :pk AND begins_with(#sk, :orders)",
              "Limit": 1000, "ScanIndexForward": false, "TableName": "the-table"
            }
            """);
    }

    [Fact]
    public async Task If_none_of_1000_orders_has_the_status_the_page_is_empty_but_has_a_cursor()
    {
        const string End = """{"pk":{"S":"CUSTOMER#the-subject"},"sk":{"S":"ORDER#0193517a-5d4c-7c1e-9a9f-00000000000f"}}""";
        _wire.Answers("Query", $$"""{"Items":[],"LastEvaluatedKey":{{End}}}""").Answers("Query", """{"Items":[]}""");

        var first = await List(null, ("status", "shipped"));
        var second = await List(null, ("status", "shipped"), ("cursor", (string)first.Json()["nextCursor"]!));

        Assert.Empty(first.Json()["items"]!.AsArray());
        Assert.Equal("""{"items":[]}""", second.Body);
        Assert.Equal(End, _wire.Calls[1].Body["ExclusiveStartKey"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "status", "placed")]
    [InlineData("catalog-admins", "customerId", "another")]
    public async Task A_cursor_of_a_list_of_another_status_or_customer_gets_400(string? groups, string name, string value)
    {
        const string End = """{"pk":{"S":"CUSTOMER#the-subject"},"sk":{"S":"ORDER#0193517a-5d4c-7c1e-9a9f-00000000000f"}}""";
        _wire.Answers("Query", $$"""{"Items":[],"LastEvaluatedKey":{{End}}}""");
        (string, string)[] filter = [("status", "shipped"), ("customerId", "the-subject")];
        var page = await List(groups, filter);

        var response = await List(
            groups, [.. filter.Where(one => one.Item1 != name), (name, value), ("cursor", (string)page.Json()["nextCursor"]!)]);

        Assert.Equal("invalid-cursor", response.Problem());
        Assert.Single(_wire.Calls);
    }

    [Fact]
    public async Task An_administrators_list_of_one_status_is_a_Query_of_the_index()
    {
        _wire.Answers("Query", """{"Items":[]}""");

        await List("catalog-admins", ("status", "placed"));

        ExpectSent(0, """
            {
              "ExpressionAttributeNames": {"#status": "status"},
              "ExpressionAttributeValues": {":status": {"S": "placed"}},
              "IndexName": "byStatusAndId",
              "KeyConditionExpression": "#status = :status",
              "Limit": 21, "ScanIndexForward": false, "TableName": "the-table"
            }
            """);
    }

    [Fact]
    public async Task The_next_page_starts_after_the_last_order_in_the_partition_and_in_the_index()
    {
        var two = $$"""{"Items":[{{StoredOrder.Item()}},{{StoredOrder.Item()}}]}""";
        _wire.Answers("Query", two).Answers("Query", two).Answers("Query", two).Answers("Query", two);

        await Next(null, ("limit", "1"));
        await Next("catalog-admins", ("limit", "1"), ("status", "placed"));

        Assert.Equal(
            """{"pk":{"S":"CUSTOMER#the-subject"},"sk":{"S":"ORDER#0193517a-5d4c-7c1e-9a9f-00000000000a"}}""",
            _wire.Calls[1].Body["ExclusiveStartKey"]!.ToJsonString());
        Assert.Equal(
            """{"pk":{"S":"CUSTOMER#the-subject"},"sk":{"S":"ORDER#0193517a-5d4c-7c1e-9a9f-00000000000a"},"status":{"S":"placed"},"id":{"S":"0193517a-5d4c-7c1e-9a9f-00000000000a"}}""",
            _wire.Calls[3].Body["ExclusiveStartKey"]!.ToJsonString());

        async Task Next(string? groups, params (string, string)[] query)
        {
            var page = await List(groups, query);
            await List(groups, [.. query, ("cursor", (string)page.Json()["nextCursor"]!)]);
        }
    }

    [Fact]
    public async Task The_link_to_the_next_page_of_orders_keeps_the_filters()
    {
        _wire.Answers("Query", $$"""{"Items":[{{StoredOrder.Item()}},{{StoredOrder.Item()}}]}""");

        var response = await List("catalog-admins", ("customerId", "another"), ("status", "placed"), ("limit", "1"));

        Assert.Equal(
            $"<?status=placed&customerId=another&limit=1&cursor={response.Json()["nextCursor"]}>; rel=\"next\"", response.Headers["Link"]);
    }

    [Fact]
    public async Task A_customer_who_lists_the_orders_of_another_customer_gets_403()
    {
        Assert.Equal("forbidden", (await List(null, ("customerId", "another"))).Problem());
        Assert.Equal("forbidden", (await List(null, ("customerId", "another"), ("status", "placed"))).Problem());
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task A_list_of_orders_with_wrong_parameters_gets_an_error_for_each_of_them() =>
        Assert.Equal(
            ["status unknown", "customerId pattern", "limit range"],
            (await List("catalog-admins", ("status", "Placed"), ("customerId", "a b"), ("limit", "101"))).Errors());

    private Task<APIGatewayProxyResponse> Get(
        string? groups = null, string? customerId = null, params (string, string)[] headers)
    {
        var request = TestApi.WithGroups(TestApi.Request("GET", "/orders/{id}", null, headers), groups);
        if (customerId is not null)
            request.QueryStringParameters = new Dictionary<string, string> { ["customerId"] = customerId };
        return _api.Orders.GetOrder(StoredOrder.Id, request, _api.Context);
    }

    private Task<APIGatewayProxyResponse> List(string? groups, params (string Name, string Value)[] query)
    {
        var request = TestApi.WithGroups(TestApi.Request("GET", "/orders"), groups);
        request.QueryStringParameters = query.ToDictionary(one => one.Name, one => one.Value);
        return _api.Orders.ListOrders(request, _api.Context);
    }

    private void ExpectSent(int call, string expected)
    {
        var sent = _wire.Calls[call].Body;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());
    }
}
