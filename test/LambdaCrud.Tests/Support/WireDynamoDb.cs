using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaCrud.Storage;

namespace LambdaCrud.Tests.Support;

/// <summary>
/// Plays DynamoDB on the wire: keeps what the SDK sends, and answers in turn what the test lined up. A call that was not expected, or
/// comes in another order, throws.
/// </summary>
internal sealed class WireDynamoDb
{
    private const string ErrorPrefix = "com.amazonaws.dynamodb.v20120810#";

    private readonly Queue<(string Action, HttpStatusCode Status, string Body)> _answers = new();

    public List<(string Action, JsonObject Body)> Calls { get; } = [];

    public IEnumerable<string> Actions => Calls.Select(call => call.Action);

    public WireDynamoDb Answers(string action, string body = "{}")
    {
        _answers.Enqueue((action, HttpStatusCode.OK, body));
        return this;
    }

    /// <param name="members">More members of the error, as JSON that begins with a comma.</param>
    public WireDynamoDb Fails(string action, string error, HttpStatusCode status = HttpStatusCode.BadRequest, string members = "")
    {
        _answers.Enqueue((action, status, $$"""{"__type":"{{ErrorPrefix}}{{error}}","message":"m"{{members}}}"""));
        return this;
    }

    /// <summary>A transaction is refused for these reasons, one for each of its items in order.</summary>
    public WireDynamoDb Cancels(params string[] codes)
    {
        var reasons = string.Join(',', codes.Select(code => $$"""{"Code":"{{code}}"}"""));
        return Fails("TransactWriteItems", "TransactionCanceledException", members: $$""","CancellationReasons":[{{reasons}}]""");
    }

    public IAmazonDynamoDB Client()
    {
        var config = DynamoDb.Configure(maxRetries: 0, DynamoDb.OnlyAttemptTimeout);
        config.RegionEndpoint = RegionEndpoint.EUWest1;
        config.HttpClientFactory = new Factory(this);
        return new DynamoDbClient(new BasicAWSCredentials("id", "secret"), config);
    }

    private HttpResponseMessage Answer(string action, JsonObject body)
    {
        Calls.Add((action, body));
        if (!_answers.TryDequeue(out var answer) || answer.Action != action)
            throw new InvalidOperationException($"Unexpected call {Calls.Count}: {action} {body}");
        return new HttpResponseMessage(answer.Status)
        {
            Content = new StringContent(answer.Body, Encoding.UTF8, "application/x-amz-json-1.0"),
        };
    }

    private sealed class Handler(WireDynamoDb wire) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var action = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[^1];
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return wire.Answer(action, JsonNode.Parse(body)!.AsObject());
        }
    }

    private sealed class Factory(WireDynamoDb wire) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(wire));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
