using System.Text.Json.Nodes;
using LocalGateway.Tests.Integrations.DynamoDb;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>
/// DynamoDB only: five actions under one role, a validator with a model, text for <c>Cors</c>. The host's tests run it on a real table.
/// </summary>
public sealed class BookmarksTests
{
    private const string File = "bookmarks.json";

    private static Task<TestGateway> StartAsync(RecordingServer dynamoDb) =>
        TemplateGateway.StartAsync(File, options => options with { DynamoDbEndpoint = new(dynamoDb.Origin) }, ("TableName", "marks"));

    private static async Task AssertRequestAsync(Func<TestGateway, Task<HttpResponseMessage>> call, string action, string expected)
    {
        await using var dynamoDb = await DynamoDbApi.ServerAsync();
        await using var gateway = await StartAsync(dynamoDb);

        using var response = await call(gateway);

        var request = Assert.Single(dynamoDb.Requests);
        Assert.Equal($"DynamoDB_20120810.{action}", request.Headers["X-Amz-Target"].ToString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(request.Text)), request.Text);
    }

    [Fact]
    public Task PUT_sends_PutItem_on_condition_that_the_item_does_not_exist() => AssertRequestAsync(
        gateway => gateway.SendBodyAsync("PUT", "/bookmarks/7", """{"url":"https://a.example/\"x\"","tag":"news"}""", "application/json"),
        "PutItem",
        """
        {
          "TableName": "marks",
          "ConditionExpression": "attribute_not_exists(id)",
          "Item": { "id": { "S": "7" }, "url": { "S": "https://a.example/\"x\"" }, "tag": { "S": "news" } }
        }
        """);

    [Fact]
    public Task GET_with_a_tag_queries_the_index() => AssertRequestAsync(
        gateway => gateway.SendAsync("GET", "/bookmarks?tag=day%22s"),
        "Query",
        """
        {
          "TableName": "marks",
          "IndexName": "byTag",
          "KeyConditionExpression": "tag = :tag",
          "ExpressionAttributeValues": { ":tag": { "S": "day\"s" } }
        }
        """);

    [Fact]
    public Task POST_of_a_visit_sends_UpdateItem_on_condition_that_the_item_exists() => AssertRequestAsync(
        gateway => gateway.SendAsync("POST", "/bookmarks/7/visits"),
        "UpdateItem",
        """
        {
          "TableName": "marks",
          "Key": { "id": { "S": "7" } },
          "ConditionExpression": "attribute_exists(id)",
          "UpdateExpression": "ADD visits :one",
          "ExpressionAttributeValues": { ":one": { "N": "1" } },
          "ReturnValues": "UPDATED_NEW"
        }
        """);

    [Theory]
    [InlineData("GET", """{"Item":{"id":{"S":"7"},"url":{"S":"u"},"visits":{"N":"3"}}}""", 200, "{\"id\":\"7\",\"url\":\"u\",\"visits\":3}\n")]
    [InlineData("GET", """{"Item":{"id":{"S":"7"},"url":{"S":"u"}}}""", 200, "{\"id\":\"7\",\"url\":\"u\",\"visits\":0}\n")]
    [InlineData("GET", "{}", 404, "{\"problem\":\"no such bookmark\"}\n")]
    [InlineData("DELETE", "{}", 204, "")]
    public async Task The_response_template_maps_the_reply_of_DynamoDB(string httpMethod, string reply, int status, string body)
    {
        await using var dynamoDb = await DynamoDbApi.ServerAsync(reply);
        await using var gateway = await StartAsync(dynamoDb);

        await gateway.SendAsync(httpMethod, "/bookmarks/7").AnswersAsync(status, body);
    }

    [Fact]
    public async Task The_status_of_a_DynamoDB_error_selects_the_response_and_its_template_reads_the_error()
    {
        const string refused = """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"Refused"}""";
        await using var dynamoDb = await DynamoDbApi.ServerAsync(refused, 400);
        await using var gateway = await StartAsync(dynamoDb);

        await gateway.SendBodyAsync("PUT", "/bookmarks/7", """{"url":"https://a.example","tag":"news"}""", "application/json")
            .AnswersAsync(409, """{"problem":"ConditionalCheckFailedException"}""");
        await gateway.SendAsync("GET", "/bookmarks/7").AnswersAsync(500, """{"problem":"unavailable"}""");
    }

    [Theory]
    [InlineData("GET", "/bookmarks", null, """{"message": "Missing required request parameters: [tag]"}""")]
    [InlineData("PUT", "/bookmarks/7", """{"url":"http://a.example","tag":"news"}""", """{"message": "Invalid request body"}""")]
    [InlineData("PUT", "/bookmarks/7", """{"url":"https://a.example","tag":"news","more":1}""", """{"message": "Invalid request body"}""")]
    [InlineData("PUT", "/bookmarks/7", "url=https://a.example", """{"message": "Invalid request body"}""")]
    public async Task The_validator_of_the_OpenAPI_document_refuses_an_invalid_request_before_DynamoDB_is_called(
        string httpMethod, string path, string? json, string refusal)
    {
        await using var dynamoDb = await DynamoDbApi.ServerAsync();
        await using var gateway = await StartAsync(dynamoDb);

        await (json is null ? gateway.SendAsync(httpMethod, path) : gateway.SendBodyAsync(httpMethod, path, json, "application/json"))
            .IsRefusedAsync(400, refusal, "BadRequestException");

        Assert.Empty(dynamoDb.Requests);
    }

    [Fact]
    public async Task A_preflight_lists_every_member_of_the_path_in_order_and_no_allowed_headers()
    {
        await using var dynamoDb = await DynamoDbApi.ServerAsync();
        await using var gateway = await StartAsync(dynamoDb);

        using var response = await gateway.SendAsync("OPTIONS", "/bookmarks/7");

        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
        // SAM counts the parameters that the methods of a path share as one of its methods.
        Assert.Equal("DELETE,GET,OPTIONS,PARAMETERS,PUT", response.Header("Access-Control-Allow-Methods"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Headers"));
    }
}
