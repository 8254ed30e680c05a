using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaCrud.Storage;

namespace LambdaCrud.Tests.Support;

/// <summary>
/// Replaces DynamoDB on the wire: records the SDK's requests and sends the test's prepared answers in order. A test fails if there was a
/// call that was unexpected or out of order, or if a prepared answer was not used.
/// </summary>
internal sealed class WireDynamoDb : IDisposable
{
    private const string ErrorPrefix = "com.amazonaws.dynamodb.v20120810#";

    private readonly Queue<(string Action, HttpStatusCode Status, string Body)> _answers = new();
    private readonly List<string> _unexpected = [];

    public List<(string Action, JsonObject Body)> Calls { get; } = [];

    public IEnumerable<string> Actions => Calls.Select(call => call.Action);

    public WireDynamoDb Answers(string action, string body = "{}")
    {
        _answers.Enqueue((action, HttpStatusCode.OK, body));
        return this;
    }

    /// <param name="members">More members of the error, as JSON that starts with a comma.</param>
    public WireDynamoDb Fails(string action, string error, HttpStatusCode status = HttpStatusCode.BadRequest, string members = "")
    {
        _answers.Enqueue((action, status, $$"""{"__type":"{{ErrorPrefix}}{{error}}","message":"m"{{members}}}"""));
        return this;
    }

    /// <summary>Refuses a transaction for these reasons, one for each of its items in order.</summary>
    public WireDynamoDb Cancels(params string[] codes)
    {
        var reasons = string.Join(',', codes.Select(code => $$"""{"Code":"{{code}}"}"""));
        return Fails("TransactWriteItems", "TransactionCanceledException", members: $$""","CancellationReasons":[{{reasons}}]""");
    }

    public void Dispose()
    {
        Assert.Equal([], _unexpected);
        Assert.Equal([], _answers.Select(answer => $"{answer.Action} was not called"));
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
        {
            // The code under test may catch an exception thrown here.
            _unexpected.Add($"Unexpected call {Calls.Count}: {action} {body}");
            throw new InvalidOperationException(_unexpected[^1]);
        }

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
