using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.DynamoDb;

/// <summary>An API whose method <c>POST /</c> calls DynamoDB with the request body, and a server that stands for DynamoDB.</summary>
internal sealed record DynamoDbApi
{
    public const string Products = "arn:aws:dynamodb:us-east-1:123456789012:table/Products";

    public string Action { get; init; } = "GetItem";

    public string HttpMethod { get; init; } = "POST";

    public string? RequestTemplate { get; init; }

    public IReadOnlyList<IntegrationResponse> Responses { get; init; } = Methods.Default;

    public IReadOnlyDictionary<string, string> RequestParameters { get; init; } = new Dictionary<string, string>();

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(29);

    public IReadOnlyList<PolicyStatement> Statements { get; init; } = [new() { Allows = true, Actions = ["dynamodb:*"], Resources = ["*"] }];

    public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    public IReadOnlyList<string> TrustedServices { get; init; } = ["apigateway.amazonaws.com"];

    /// <summary>A server that answers like DynamoDB: with 400 unless the request is signed and names an action.</summary>
    public static Task<RecordingServer> ServerAsync(string body = "{}", int status = 200) => RecordingServer.StartAsync(request => Task.FromResult(
        request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=local/", StringComparison.Ordinal) && request.Headers.ContainsKey("X-Amz-Target")
            ? new ServerReply(status, body, ("Content-Type", "application/x-amz-json-1.0"), ("x-amzn-RequestId", "DYNAMODBREQUEST"))
            : new ServerReply(400, """{"__type":"com.amazonaws.dynamodb.v20120810#MissingAuthenticationToken","Message":"Request must contain either a valid (registered) AWS access key ID or X.509 certificate."}""")));

    public Task<TestGateway> StartAsync(
        string? endpoint, Func<TestApi, TestApi>? changeApi = null, Func<GatewayOptions, GatewayOptions>? changeOptions = null)
    {
        var api = Api();
        return TestGateway.StartAsync(changeApi?.Invoke(api) ?? api, options =>
        {
            options = options with { DynamoDbEndpoint = endpoint is null ? null : new(endpoint) };
            return changeOptions?.Invoke(options) ?? options;
        });
    }

    private TestApi Api() => new()
    {
        Methods =
        [
            Methods.Of(new AwsActionIntegration
            {
                Service = "dynamodb",
                Action = Action,
                HttpMethod = HttpMethod,
                CredentialsRole = "TableRole",
                RequestTemplates = RequestTemplate is null ? new Dictionary<string, string>() : Methods.Json(RequestTemplate),
                RequestParameters = RequestParameters,
                Responses = Responses,
                Timeout = Timeout,
            }),
        ],
        Roles =
        [
            new()
            {
                LogicalId = "TableRole",
                Arn = "arn:aws:iam::123456789012:role/TableRole",
                TrustedServices = TrustedServices,
                Statements = Statements,
                ManagedPolicyArns = ManagedPolicyArns,
            },
        ],
        Tables = [Table()],
    };

    private static DynamoDbTable Table() => new()
    {
        LogicalId = "ProductsTable",
        TableName = "Products",
        Properties = JsonNode.Parse("""
            {
              "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }],
              "GlobalSecondaryIndexes": [{ "IndexName": "by-category", "KeySchema": [{ "AttributeName": "category", "KeyType": "HASH" }] }]
            }
            """)!.AsObject(),
    };
}
