using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalGateway.Integrations.DynamoDb;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.DynamoDb;

/// <summary>
/// Mistakes of mapping templates that DynamoDB refuses and DynamoDB Local does not. The texts are from architect/dynalite, whose tests run
/// against the service.
/// </summary>
public sealed class WireTypeTests
{
    private const string Serialization = "com.amazon.coral.service#SerializationException";

    [Theory]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"S":"1"},}}""")]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"S":abc}}}""")]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"N":}}}""")]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"S":"say "hi""}}}""")]
    [InlineData("{\"TableName\":\"Products\",\"Key\":{\"pk\":{\"S\":\"a\nb\"}}}")]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"S":"it\'s"}}}""")]
    [InlineData("{'TableName':'Products'}")]
    [InlineData("""{TableName:"Products"}""")]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"S":"1"}}""")]
    [InlineData("""{"TableName":"Products","Key":{"pk":{"S":"1"}}} x""")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    public async Task A_request_that_is_not_a_JSON_object_gets_400_as_from_DynamoDB(string request)
    {
        var (error, log, calls) = await SendAsync("GetItem", request);

        Assert.Equal($$"""{"__type":"{{Serialization}}"}""", error.ToJsonString());
        Assert.Contains(": the request for DynamoDB is not ", log, StringComparison.Ordinal);
        Assert.Equal(0, calls);
    }

    [Theory]
    [InlineData("""{"N":5}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"N":5.5}""", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("""{"S":true}""", "TRUE_VALUE cannot be converted to String")]
    [InlineData("""{"S":false}""", "FALSE_VALUE cannot be converted to String")]
    [InlineData("""{"S":{"S":"a"}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"S":["a"]}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"BOOL":"true"}""", "Unexpected token received from parser")]
    [InlineData("""{"BOOL":1}""", "NUMBER_VALUE cannot be converted to Boolean")]
    [InlineData("""{"NULL":"true"}""", "Unexpected token received from parser")]
    [InlineData("""{"SS":"a"}""", "Unexpected field type")]
    [InlineData("""{"SS":{"a":"b"}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"NS":["1",2]}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"B":5}""", "only base-64-encoded strings are convertible to bytes")]
    [InlineData("""{"B":"23456"}""", "Base64 encoded length is expected a multiple of 4 bytes but found: 5")]
    [InlineData("""{"BS":["=+/="]}""", "Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"B":[]}""", "Unrecognized collection type class java.nio.ByteBuffer")]
    [InlineData("""{"L":["a"]}""", "Unexpected value type in payload")]
    [InlineData("""{"L":[{"N":1}]}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"M":[]}""", "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>")]
    [InlineData("""{"M":{"a":{"M":{"b":{"N":1}}}}}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("\"plain\"", "Unexpected value type in payload")]
    [InlineData("5", "Unexpected value type in payload")]
    [InlineData("[]", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue")]
    public void An_attribute_value_of_the_wrong_JSON_type_is_found_wherever_it_is(string value, string message)
    {
        var items = new (string Action, string Request)[]
        {
            ("PutItem", """{"TableName":"Products","Item":{"pk":{"S":"1"},"x":VALUE}}"""),
            ("GetItem", """{"TableName":"Products","Key":{"pk":VALUE}}"""),
            ("Query", """{"TableName":"Products","ExpressionAttributeValues":{":x":VALUE}}"""),
            ("UpdateItem", """{"TableName":"Products","AttributeUpdates":{"x":{"Action":"PUT","Value":{"L":[VALUE]}}}}"""),
            ("BatchGetItem", """{"RequestItems":{"Products":{"Keys":[{"pk":VALUE}]}}}"""),
            ("BatchWriteItem", """{"RequestItems":{"Products":[{"PutRequest":{"Item":{"pk":VALUE}}}]}}"""),
            ("TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Products","Item":{"pk":VALUE}}}]}"""),
        };

        foreach (var (action, template) in Assert.Some(items))
        {
            using var request = JsonDocument.Parse(template.Replace("VALUE", value, StringComparison.Ordinal));
            Assert.Equal((action, message), (action, WireTypes.Problem(action, request.RootElement)));
        }
    }

    [Theory]
    [InlineData("""{"TableName":5}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":"Products","Limit":"5"}""", "STRING_VALUE cannot be converted to Integer")]
    [InlineData("""{"TableName":"Products","Limit":true}""", "TRUE_VALUE cannot be converted to Integer")]
    [InlineData("""{"TableName":"Products","ScanIndexForward":"false"}""", "Unexpected token received from parser")]
    [InlineData("""{"TableName":"Products","Key":"1"}""", "Unexpected field type")]
    [InlineData("""{"TableName":"Products","ExpressionAttributeNames":["a"]}""", "Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>")]
    [InlineData("""{"TableName":"Products","KeyConditions":{"pk":{"AttributeValueList":{}}}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"TransactItems":[{"Put":[]}]}""", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Put")]
    [InlineData("""{"TransactItems":{"Put":{}}}""", "Start of structure or map found where not expected")]
    public async Task A_member_of_the_wrong_JSON_type_gets_400_as_from_DynamoDB(string request, string message)
    {
        var (error, log, calls) = await SendAsync("Query", request);

        Assert.Equal((Serialization, message, 0), ((string?)error["__type"], (string?)error["Message"], calls));
        Assert.EndsWith(message, log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"TableName":"Products","Item":{"pk":{"S":"1"},"n":{"N":"5"},"b":{"B":"AAEC"},"l":{"L":[{"BOOL":true},{"NULL":true}]}}}""")]
    [InlineData("""{"TableName":"Products","Item":{"pk":{"S":"1"},"x":{"X":5}}}""")]
    [InlineData("""{"TableName":"Products","Item":{"pk":{"S":null}},"ConditionExpression":null}""")]
    [InlineData("""{"TableName":"Products","Unknown":{"N":5}}""")]
    [InlineData("{}")]
    public async Task A_request_without_a_wrong_JSON_type_reaches_DynamoDB_which_reports_other_mistakes(string request)
    {
        var (_, _, calls) = await SendAsync("PutItem", request);

        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(
        """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","Message":"The conditional request failed"}""",
        """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}""")]
    [InlineData(
        """{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","CancellationReasons":[{"Code":"ConditionalCheckFailed","Message":"x"}],"Message":"y"}""",
        """{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","CancellationReasons":[{"Code":"ConditionalCheckFailed","Message":"x"}],"message":"y"}""")]
    [InlineData(
        """{"__type":"com.amazon.coral.validate#ValidationException","Message":"Supplied AttributeValue is empty"}""",
        """{"__type":"com.amazon.coral.validate#ValidationException","message":"Supplied AttributeValue is empty"}""")]
    [InlineData(
        """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","Message":"Cannot do operations on a non-existent table"}""",
        """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"}""")]
    [InlineData(
        """{"__type":"com.amazon.coral.service#UnrecognizedClientException","Message":"x"}""",
        """{"__type":"com.amazon.coral.service#UnrecognizedClientException","Message":"x"}""")]
    [InlineData("not JSON", "not JSON")]
    [InlineData("""{"__type":5,"Message":"x"}""", """{"__type":5,"Message":"x"}""")]
    public async Task An_error_of_DynamoDB_Local_reaches_the_templates_in_the_form_of_DynamoDB(string local, string service)
    {
        await using var server = await DynamoDbApi.ServerAsync(local, 400);
        await using var gateway = await new DynamoDbApi().StartAsync(server.Origin);

        using var response = await gateway.Client.PostAsync("/", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal(service, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_reply_that_is_not_an_error_keeps_its_members()
    {
        const string item = """{"Item":{"Message":{"S":"x"}},"__type":"a","Message":"x"}""";
        await using var server = await DynamoDbApi.ServerAsync(item);
        await using var gateway = await new DynamoDbApi().StartAsync(server.Origin);

        using var response = await gateway.Client.PostAsync("/", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal(item, await response.Content.ReadAsStringAsync());
    }

    private static async Task<(JsonObject Error, string Log, int Calls)> SendAsync(string action, string request)
    {
        await using var server = await DynamoDbApi.ServerAsync();
        var api = new DynamoDbApi
        {
            Action = action,
            Responses = [Methods.Response(200), Methods.Response(400) with { SelectionPattern = "400" }],
        };
        // The template is the way to send an empty request: without it, the gateway would send no body as an empty object.
        await using var gateway = await (api with { RequestTemplate = "$util.base64Decode($input.path('$.request'))" }).StartAsync(server.Origin);
        var body = new JsonObject { ["request"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(request)) }.ToJsonString();

        using var response = await gateway.Client.PostAsync("/", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(server.Requests.Count == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(), gateway.Log.All[^1], server.Requests.Count);
    }
}
