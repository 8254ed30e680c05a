using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.DynamoDb;

public sealed class RoleRightsTests
{
    private const string Products = DynamoDbApi.Products;

    [Fact]
    public async Task An_action_that_the_role_does_not_allow_gets_the_400_error_of_DynamoDB()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi
        {
            Action = "PutItem",
            Statements = [Allow(["dynamodb:GetItem"], Products)],
            Responses = [Methods.Response(200), Methods.Response(500) with { SelectionPattern = "400" }],
        }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products","Item":{"pk":{"S":"a"}}}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(server.Requests);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("com.amazon.coral.service#AccessDeniedException", (string?)body["__type"]);
        Assert.Equal(
            "User: arn:aws:sts::123456789012:assumed-role/TableRole/BackplaneAssumeRoleSession is not authorized to perform: dynamodb:PutItem on resource: "
            + $"{Products} because no identity-based policy allows the dynamodb:PutItem action",
            (string?)body["Message"]);
        Assert.EndsWith($": DynamoDB PutItem refused its request with 400: {(string?)body["Message"]}. The integration response answers 500 for it", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GetItem", """{"TableName":"Products","Key":{}}""", "dynamodb:GetItem", Products)]
    [InlineData("UpdateItem", """{"TableName":"Products","Key":{}}""", "dynamodb:UpdateItem", Products)]
    [InlineData("DeleteItem", """{"TableName":"Products","Key":{}}""", "dynamodb:DeleteItem", Products)]
    [InlineData("Scan", """{"TableName":"Products"}""", "dynamodb:Scan", Products)]
    [InlineData("Query", """{"TableName":"Products","IndexName":"by-category"}""", "dynamodb:Query", Products + "/index/by-category")]
    [InlineData("Query", """{"TableName":"arn:aws:dynamodb:us-east-1:123456789012:table/Products"}""", "dynamodb:Query", Products)]
    [InlineData("BatchGetItem", """{"RequestItems":{"Products":{"Keys":[]}}}""", "dynamodb:BatchGetItem", Products)]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Products":[]}}""", "dynamodb:BatchWriteItem", Products)]
    [InlineData("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"Products"}}]}""", "dynamodb:GetItem", Products)]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Products"}}]}""", "dynamodb:PutItem", Products)]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Update":{"TableName":"Products"}}]}""", "dynamodb:UpdateItem", Products)]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Delete":{"TableName":"Products"}}]}""", "dynamodb:DeleteItem", Products)]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"ConditionCheck":{"TableName":"Products"}}]}""", "dynamodb:ConditionCheckItem", Products)]
    public async Task A_request_needs_exactly_its_action_on_the_table_or_index_that_it_names(string action, string body, string needed, string resource)
    {
        Assert.True(await IsAllowedAsync(action, body, Allow([needed], resource)));
        Assert.False(await IsAllowedAsync(action, body, Allow([needed], Products + "2", resource + "/x")));
        Assert.False(await IsAllowedAsync(action, body, Allow(["dynamodb:PutRecord"], resource)));
    }

    [Theory]
    [InlineData("""{"RequestItems":{"Products":{"Keys":[]},"Other":{"Keys":[]}}}""")]
    public async Task Every_table_of_a_batch_must_be_allowed(string body)
    {
        Assert.False(await IsAllowedAsync("BatchGetItem", body, Allow(["dynamodb:BatchGetItem"], Products)));
        Assert.True(await IsAllowedAsync("BatchGetItem", body, Allow(["dynamodb:BatchGetItem"], Products, "arn:aws:dynamodb:us-east-1:123456789012:table/Other")));
    }

    [Theory]
    [InlineData("dynamodb:Get*", "arn:aws:dynamodb:*:*:table/Prod?cts", true)]
    [InlineData("DYNAMODB:getitem", Products, true)]
    [InlineData("*", "*", true)]
    [InlineData("dynamodb:GetItem", Products + "/index/*", false)]
    public async Task Actions_and_resources_are_matched_with_the_wildcards_of_IAM(string action, string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, await IsAllowedAsync("GetItem", """{"TableName":"Products"}""", Allow([action], resource)));

    [Fact]
    public async Task A_deny_wins_over_every_allow()
    {
        var deny = Allow(["dynamodb:GetItem"], Products) with { Allows = false };

        Assert.False(await IsAllowedAsync("GetItem", """{"TableName":"Products"}""", Allow(["dynamodb:*"], "*"), deny));
        Assert.True(await IsAllowedAsync("GetItem", """{"TableName":"Other"}""", Allow(["dynamodb:*"], "*"), deny));
    }

    [Theory]
    [InlineData("GetItem", """{"TableName":"Products","Key":{"pk":{"S":"PRODUCT#1"},"sk":{"S":"x"}}}""", true)]
    [InlineData("GetItem", """{"TableName":"Products","Key":{"pk":{"S":"CUSTOMER#1"},"sk":{"S":"PRODUCT#1"}}}""", false)]
    [InlineData("PutItem", """{"TableName":"Products","Item":{"pk":{"S":"CUSTOMER#1"}}}""", false)]
    [InlineData("Query", """{"TableName":"Products","KeyConditionExpression":"pk = :k","ExpressionAttributeValues":{":k":{"S":"PRODUCT#1"}}}""", true)]
    [InlineData("Query", """{"TableName":"Products","KeyConditionExpression":"sk = :s AND #p = :k","ExpressionAttributeNames":{"#p":"pk"},"ExpressionAttributeValues":{":k":{"S":"CUSTOMER#1"},":s":{"S":"PRODUCT#1"}}}""", false)]
    [InlineData("Query", """{"TableName":"Products","IndexName":"by-category","KeyConditionExpression":"category=:c","ExpressionAttributeValues":{":c":{"S":"tea"}}}""", false)]
    [InlineData("Query", """{"TableName":"Products","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"CUSTOMER#1"}]}}}""", false)]
    [InlineData("BatchGetItem", """{"RequestItems":{"Products":{"Keys":[{"pk":{"S":"PRODUCT#1"}},{"pk":{"S":"CUSTOMER#1"}}]}}}""", false)]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Products":[{"PutRequest":{"Item":{"pk":{"S":"PRODUCT#1"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"CUSTOMER#1"}}}}]}}""", false)]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Delete":{"TableName":"Products","Key":{"pk":{"S":"CUSTOMER#1"}}}}]}""", false)]
    [InlineData("Scan", """{"TableName":"Products"}""", true)]
    public async Task A_condition_on_LeadingKeys_is_checked_against_all_partition_keys_of_the_request(
        string action, string body, bool isAllowed) =>
        Assert.Equal(isAllowed, await IsAllowedAsync(action, body, Allow(["dynamodb:*"], "*") with
        {
            Condition = JsonNode.Parse("""{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["PRODUCT#*"]}}""")!.AsObject(),
        }));

    [Theory]
    [InlineData("""{"StringEquals":{"dynamodb:LeadingKeys":"a"}}""", false)]
    [InlineData("""{"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":"a"}}""", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"a"}}""", true)]
    public async Task A_request_without_a_partition_key_meets_only_a_ForAllValues_condition(string condition, bool isAllowed) =>
        Assert.Equal(isAllowed, await IsAllowedAsync("Scan", """{"TableName":"Products"}""", Allow(["dynamodb:*"], "*") with { Condition = JsonNode.Parse(condition)!.AsObject() }));

    [Fact]
    public async Task The_role_is_checked_for_a_deeply_nested_request()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"L":[""", 32)) + """{"S":"x"}""" + string.Concat(Enumerable.Repeat("]}", 32));

        Assert.False(await IsAllowedAsync("PutItem", $$"""{"Item":{"pk":{"S":"a"},"deep":{{deep}}},"TableName":"Products"}"""));
    }

    [Fact]
    public async Task A_request_that_names_no_table_is_sent_to_DynamoDB_which_reports_the_error() =>
        Assert.True(await IsAllowedAsync("GetItem", "{}"));

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess", "GetItem", true)]
    [InlineData("arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess", "PutItem", false)]
    [InlineData("arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess", "PutItem", true)]
    [InlineData("arn:aws:iam::aws:policy/AdministratorAccess", "PutItem", true)]
    [InlineData("arn:aws:iam::aws:policy/AmazonS3FullAccess", "PutItem", false)]
    [InlineData("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "PutItem", false)]
    public async Task Managed_policies_for_DynamoDB_are_known(string arn, string action, bool isAllowed)
    {
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi { Action = action, Statements = [], ManagedPolicyArns = [arn] }.StartAsync(server.Origin);

        using var response = await PostAsync(gateway, """{"TableName":"Products"}""");

        Assert.Equal(isAllowed ? 1 : 0, server.Requests.Count);
    }

    [Fact]
    public async Task A_role_that_the_gateway_cannot_evaluate_stops_the_start()
    {
        await AssertRefusedAsync(
            new() { TrustedServices = ["lambda.amazonaws.com"] },
            "POST /: API Gateway may not assume the role TableRole: its AssumeRolePolicyDocument does not trust apigateway.amazonaws.com.");
        await AssertRefusedAsync(
            new() { ManagedPolicyArns = ["arn:aws:iam::123456789012:policy/Other"] },
            "POST /: LocalGateway does not know what the managed policy arn:aws:iam::123456789012:policy/Other of the role TableRole "
            + "allows.");
        await AssertRefusedAsync(
            new() { ManagedPolicyArns = ["arn:aws:iam::aws:policy/AWSLambdaFullAccess"] },
            "POST /: LocalGateway does not know what the managed policy arn:aws:iam::aws:policy/AWSLambdaFullAccess of the role TableRole "
            + "allows.");
        await AssertRefusedAsync(
            new() { Statements = [Allow(["*"], "*") with { Condition = JsonNode.Parse("""{"Bool":{"aws:SecureTransport":"true"}}""")!.AsObject() }] },
            "POST /: LocalGateway does not support the condition Bool on aws:SecureTransport of the role TableRole.");
        await AssertRefusedAsync(
            new() { Statements = [Allow(["*"], "*") with { Condition = JsonNode.Parse("""{"StringEquals":{"dynamodb:LeadingKeys":"${aws:userid}"}}""")!.AsObject() }] },
            "POST /: LocalGateway does not support the condition StringEquals on dynamodb:LeadingKeys of the role TableRole.");

        static async Task AssertRefusedAsync(DynamoDbApi api, string message) =>
            Assert.Equal(message, (await Assert.ThrowsAsync<GatewayException>(() => api.StartAsync("http://127.0.0.1:1"))).Message);
    }

    private static PolicyStatement Allow(IReadOnlyList<string> actions, params string[] resources) => new() { Allows = true, Actions = actions, Resources = resources };

    private static async Task<bool> IsAllowedAsync(string action, string body, params PolicyStatement[] statements)
    {
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi { Action = action, Statements = statements }.StartAsync(server.Origin);
        using var response = await PostAsync(gateway, body);
        var isDenied = (await response.Content.ReadAsStringAsync()).Contains("AccessDeniedException", StringComparison.Ordinal);
        Assert.Equal(isDenied, server.Requests.Count == 0);
        return !isDenied;
    }

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body) =>
        gateway.Client.PostAsync("/", new StringContent(body, Encoding.UTF8, "application/json"));
}
