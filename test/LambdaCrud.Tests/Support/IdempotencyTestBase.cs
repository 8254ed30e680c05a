using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Storage;

namespace LambdaCrud.Tests.Support;

/// <summary>Requests with the key "the-key". The clock shows 2026-12-01T10:20:30.456Z, which is 1796120430 in Unix seconds.</summary>
public abstract class IdempotencyTestBase : IDisposable
{
    /// <summary>The SHA-256 of "POST /orders", a line feed and "{}".</summary>
    private protected const string Fingerprint = "18f905fef77b446afda0947eedf2f198b60d007d17c56ea911057ebf8fc1ebc3";

    private protected const string OperationId = "0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa";

    private protected IdempotencyTestBase() => Api = new TestApi(Wire);

    private protected WireDynamoDb Wire { get; } = new();

    private protected TestApi Api { get; }

    /// <summary>The operation that the last attempt performed.</summary>
    private protected Operation? Performed { get; private set; }

    public void Dispose()
    {
        Wire.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void ExpectAbandoned()
    {
        Assert.Equal(["PutItem", "UpdateItem"], Wire.Actions);
        var attempt = (string)Wire.Calls[0].Body["Item"]!["attempt"]!["S"]!;
        ExpectJson($$$"""
            {
              "ConditionExpression": "#attempt = :attempt",
              "ExpressionAttributeNames": {"#changed": "leaseUntil", "#attempt": "attempt"},
              "ExpressionAttributeValues": {":changed": {"N": "0"}, ":attempt": {"S": "{{{attempt}}}"}},
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed"
            }
            """, Wire.Calls[1].Body);
    }

    /// <summary>The claim finds the record of an earlier attempt at <see cref="Fingerprint"/>.</summary>
    private protected void Finds(string members = "", long leaseUntil = 0) => Wire.Fails("PutItem", "ConditionalCheckFailedException", members: $$"""
        ,"Item": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}, "fingerprint": {"S": "{{Fingerprint}}"},
          "operationId": {"S": "{{OperationId}}"}, "attempt": {"S": "before"}, "leaseUntil": {"N": "{{leaseUntil}}"},
          "ttl": {"N": "1796200000"}{{members}}}
        """);

    private protected Task<Outcome> Recorded(Attempt attempt)
    {
        Performed = attempt.Operation;
        return Task.FromResult(new Outcome(new Reply(201), IsRecorded: true));
    }

    private protected async Task<Outcome> Effect(Attempt attempt, Reply reply)
    {
        Performed = attempt.Operation;
        var delete = new TransactWriteItem { Delete = new Delete { TableName = "the-table", Key = [] } };
        return await attempt.CommitAsync(reply, [new ConditionalWrite(delete)], CancellationToken.None)
            ?? throw new InvalidOperationException("The effect lost a race.");
    }

    private protected Task<Outcome> Answer(Attempt attempt, Reply reply)
    {
        Performed = attempt.Operation;
        return attempt.AnswerAsync(reply, CancellationToken.None);
    }

    private protected static void ExpectJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());

    private protected static Task<Outcome> Unexpected(Attempt attempt) =>
        throw new InvalidOperationException("The request was performed again.");

    private protected Task<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse> Run(
        Func<Attempt, Task<Outcome>> perform, string method = "POST", string route = "/orders", string body = "{}") =>
        Api.Endpoint.RunAsync(
            TestRoute.For(Access.SignedIn),
            TestApi.WithGroups(TestApi.Request(method, route), groups: null),
            Api.Context,
            call => Api.Idempotency.RunAsync(call, Key(), () => body, perform));

    private protected static IdempotencyKey Key() =>
        IdempotencyKey.TryRead(TestRoute.Call(KeyUse.Required, ("Idempotency-Key", "the-key")), out var key, out _) && key is not null
            ? key
            : throw new InvalidOperationException();
}
