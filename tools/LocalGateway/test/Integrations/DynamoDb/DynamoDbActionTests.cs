using System.Net;
using System.Text;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.DynamoDb;

public sealed class DynamoDbActionTests
{
    [Theory]
    [InlineData("GetItem")]
    [InlineData("PutItem")]
    [InlineData("UpdateItem")]
    [InlineData("DeleteItem")]
    [InlineData("Query")]
    [InlineData("Scan")]
    [InlineData("BatchGetItem")]
    [InlineData("BatchWriteItem")]
    [InlineData("TransactGetItems")]
    [InlineData("TransactWriteItems")]
    public async Task An_action_is_sent_as_a_signed_POST_with_its_target_header(string action)
    {
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi { Action = action }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /", $"{request.HttpMethod} {request.Target}");
        Assert.Equal($"DynamoDB_20120810.{action}", request.Headers["X-Amz-Target"].ToString());
        Assert.Equal("application/x-amz-json-1.0", request.Headers.ContentType.ToString());
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", request.Headers["X-Amz-Date"].ToString());
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=local/[0-9]{8}/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$",
            request.Headers.Authorization.ToString());
        Assert.Equal("AmazonAPIGateway_abcdefghij", request.Headers.UserAgent.ToString());
        Assert.Equal("application/json", request.Headers.Accept.ToString());
        Assert.False(request.Headers.ContainsKey("X-Amzn-Apigateway-Api-Id"));
    }

    [Fact]
    public async Task Request_and_reply_pass_byte_for_byte()
    {
        const string reply = """{ "Item" : {"name":{"S":"caf\u00e9 \/ é"}} }""";
        await using var server = await DynamoDbApi.ServerAsync(reply);
        await using var gateway = await new DynamoDbApi { RequestTemplate = "\n  { \"TableName\" : \"Products\", \"Key\": {\"pk\": {\"S\": $input.json('$.id')}} }  \n" }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"id":"é\"x"}""");

        Assert.Equal("\n  { \"TableName\" : \"Products\", \"Key\": {\"pk\": {\"S\": \"é\\\"x\"}} }  \n", Assert.Single(server.Requests).Text);
        Assert.Equal(Encoding.UTF8.GetBytes(reply), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_reply_has_the_content_type_application_json_instead_of_the_one_of_DynamoDB()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi().StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        Assert.StartsWith("Root=1-", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_response_mappings_and_templates_can_read_the_request_id_of_DynamoDB()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        var response = Methods.Response(200, ("X-One", "context.awsEndpointRequestId")) with
        {
            ResponseTemplates = Methods.Json("$context.awsEndpointRequestId"),
        };
        var api = new DynamoDbApi { RequestTemplate = """{"a":"$context.awsEndpointRequestId"}""", Responses = [response] };
        await using var gateway = await api.StartAsync(server.Origin);

        using var reply = await PostAsync(gateway, "{}");

        Assert.Equal("""{"a":""}""", Assert.Single(server.Requests).Text);
        Assert.Equal("DYNAMODBREQUEST", Assert.Single(reply.Headers.GetValues("X-One")));
        Assert.Equal("DYNAMODBREQUEST", await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_status_of_a_DynamoDB_error_selects_the_response()
    {
        await using var server = await DynamoDbApi.ServerAsync("""{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"}""", 400);
        var api = new DynamoDbApi
        {
            Responses =
            [
                Methods.Response(200),
                Methods.Response(404) with { SelectionPattern = "4\\d\\d", ResponseTemplates = Methods.Json("""{"title":"$input.path('$.message')"}""") },
            ],
        };
        await using var gateway = await api.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"title":"Requested resource not found"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_header_mapping_cannot_change_the_target_or_the_content_type()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        var api = new DynamoDbApi
        {
            RequestParameters = new Dictionary<string, string>
            {
                ["integration.request.header.X-Amz-Target"] = "'DynamoDB_20120810.DeleteTable'",
                ["integration.request.header.Content-Type"] = "'text/plain'",
                ["integration.request.header.X-Own"] = "'own'",
            },
        };
        await using var gateway = await api.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        var request = Assert.Single(server.Requests);
        Assert.Equal("DynamoDB_20120810.GetItem", request.Headers["X-Amz-Target"].ToString());
        Assert.Equal("application/x-amz-json-1.0", request.Headers.ContentType.ToString());
        Assert.Equal("own", request.Headers["X-Own"].ToString());
    }

    [Theory]
    [InlineData("Expect", false)]
    [InlineData("Proxy-Authenticate", false)]
    [InlineData("TE", false)]
    [InlineData("Referer", false)]
    [InlineData("Via", true)]
    [InlineData("X-Own", true)]
    public async Task An_override_of_a_header_that_AWS_does_not_accept_is_dropped_without_an_error(string header, bool isSent)
    {
        await using var server = await DynamoDbApi.ServerAsync();
        var template = $"#set($context.requestOverride.header.{header} = \"1.1 own\"){{}}";
        await using var gateway = await new DynamoDbApi { RequestTemplate = template }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(isSent ? "1.1 own" : "", Assert.Single(server.Requests).Headers[header].ToString());
    }

    [Fact]
    public async Task The_log_line_of_a_request_that_DynamoDB_refused_has_its_error()
    {
        const string Error = """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","Message":"The conditional request failed"}""";
        await using var server = await DynamoDbApi.ServerAsync(Error, 400);
        await using var gateway = await new DynamoDbApi().StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.EndsWith(
            ": the integration response answers 200 (DynamoDB GetItem refused its request with 400: ConditionalCheckFailedException: The conditional request failed)",
            gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DynamoDB_endpoint_that_is_down_gives_500()
    {
        await using var gateway = await new DynamoDbApi().StartAsync(await RecordingServer.VacantOriginAsync());

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await response.Content.ReadAsStringAsync());
        Assert.Contains(": the gateway cannot reach DynamoDB: ", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DynamoDB_endpoint_slower_than_the_timeout_gives_504()
    {
        var gate = new TaskCompletionSource();
        await using var server = await RecordingServer.StartAsync(async _ =>
        {
            await gate.Task;
            return new ServerReply(200);
        });
        await using var gateway = await new DynamoDbApi { Timeout = TimeSpan.FromMilliseconds(50) }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");
        gate.SetResult();

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("""{"message": "Endpoint request timed out"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_integration_method_other_than_POST_gives_500()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi { HttpMethod = "GET" }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Without_a_DynamoDB_endpoint_the_gateway_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => new DynamoDbApi().StartAsync(null));

        Assert.Equal("POST / calls DynamoDB, but GatewayOptions.DynamoDbEndpoint is not set.", exception.Message);
    }

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body) =>
        gateway.Client.PostAsync("/", new StringContent(body, Encoding.UTF8, "application/json"));
}
