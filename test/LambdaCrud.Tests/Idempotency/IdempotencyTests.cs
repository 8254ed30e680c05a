using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Orders;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Idempotency;

/// <summary>The protocol, call by call. The clock shows 2026-12-01T10:20:30.456Z, which is 1796120430 in Unix seconds.</summary>
public sealed class IdempotencyTests : IDisposable
{
    /// <summary>The SHA-256 of "POST /orders", a line feed and "{}".</summary>
    private const string Fingerprint = "18f905fef77b446afda0947eedf2f198b60d007d17c56ea911057ebf8fc1ebc3";

    private const string OperationId = "0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa";

    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;
    private Operation? _performed;

    public void Dispose() => _wire.Dispose();

    public IdempotencyTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task The_first_attempt_claims_the_key_for_15_seconds_and_binds_it_for_24_hours()
    {
        _wire.Answers("PutItem");

        var response = await Run(Recorded);

        Assert.Equal(201, response.StatusCode);
        var sent = _wire.Calls.Single().Body;
        Assert.Equal("attribute_not_exists(#pk) OR #ttl <= :now OR #attempt = :attempt", (string?)sent["ConditionExpression"]);
        ExpectJson("""{"#pk": "pk", "#ttl": "ttl", "#attempt": "attempt"}""", sent["ExpressionAttributeNames"]!);
        ExpectJson(
            $$$"""{":now": {"N": "1796120430"}, ":attempt": {"S": "{{{_performed!.Attempt}}}"}}""", sent["ExpressionAttributeValues"]!);
        Assert.Equal("the-table", (string?)sent["TableName"]);
        Assert.Equal("ALL_OLD", (string?)sent["ReturnValuesOnConditionCheckFailure"]);
        var record = sent["Item"]!.AsObject();
        Assert.Equal(["attempt", "fingerprint", "leaseUntil", "operationId", "pk", "sk", "ttl"], record.Select(one => one.Key).Order());
        Assert.Equal("CUSTOMER#the-subject", (string?)record["pk"]!["S"]);
        Assert.Equal("IDEMPOTENCY#the-key", (string?)record["sk"]!["S"]);
        Assert.Equal("1796120445", (string?)record["leaseUntil"]!["N"]);
        Assert.Equal("1796206830", (string?)record["ttl"]!["N"]);
        Assert.Equal(Fingerprint, (string?)record["fingerprint"]!["S"]);
        Assert.Equal(_performed.Attempt, (string?)record["attempt"]!["S"]);
        Assert.Equal(_performed.Id, (string?)record["operationId"]!["S"]);
        Assert.Equal(7, Guid.Parse(_performed.Id, CultureInfo.InvariantCulture).Version);
        Assert.False(_performed.IsRepeat);
    }

    [Fact]
    public async Task A_repeat_gets_the_recorded_reply_and_performs_nothing()
    {
        Finds("""
            ,"reply": {"M": {"status": {"N": "201"}, "body": {"S": "{\"id\":1}"}, "headers": {"M": {
              "Content-Type": {"S": "application/json"}, "ETag": {"S": "\"0\""}, "Location": {"S": "orders/1"}}}}}
            """);

        var response = await Run(Unexpected);

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("""{"id":1}""", response.Body);
        Assert.Equal("true", response.Headers["Idempotency-Replayed"]);
        Assert.Equal("application/json", response.Headers["Content-Type"]);
        Assert.Equal("\"0\"", response.Headers["ETag"]);
        Assert.Equal("orders/1", response.Headers["Location"]);
        Assert.Equal("gateway-request", response.Headers["X-Request-Id"]);
        Assert.Equal(["PutItem"], _wire.Actions);
    }

    [Theory]
    [InlineData("POST", "/orders", """{"a":1}""")]
    [InlineData("POST", "/products/batch", "{}")]
    [InlineData("PUT", "/orders", "{}")]
    public async Task Another_body_or_route_with_the_same_key_gets_422_even_if_the_first_request_has_no_reply(
        string method, string route, string body)
    {
        Finds();

        Assert.Equal("idempotency-key-reused", (await Run(Unexpected, method, route, body)).Problem());
        Assert.Equal(["PutItem"], _wire.Actions);
    }

    public static TheoryData<string> WhatMakesARequest => ["path", "query", "another query", "precondition", "another precondition"];

    [Theory]
    [MemberData(nameof(WhatMakesARequest))]
    public async Task Another_path_query_or_precondition_with_the_same_key_gets_422(string difference)
    {
        Finds();
        var headers = difference switch
        {
            "precondition" => new (string, string)[] { ("If-Match", "*") },
            "another precondition" => [("If-None-Match", "*")],
            _ => [],
        };
        var request = TestApi.WithGroups(TestApi.Request("POST", "/orders", null, headers), groups: null);
        if (difference == "path")
            request.PathParameters = new Dictionary<string, string> { ["id"] = TestApi.Id };
        if (difference.EndsWith("query", StringComparison.Ordinal))
            request.QueryStringParameters = new Dictionary<string, string> { [difference] = "a=b&c\nd" };

        var response = await _api.Endpoint.RunAsync(
            TestRoute.For(Access.SignedIn, difference), request, _api.Context,
            call => _api.Idempotency.RunAsync(call, Key(), "{}", Unexpected));

        Assert.Equal("idempotency-key-reused", response.Problem());
    }

    [Fact]
    public async Task A_request_without_a_key_claims_nothing_and_records_nothing()
    {
        var response = await _api.Endpoint.RunAsync(
            TestRoute.For(Access.SignedIn), TestApi.WithGroups(TestApi.Request("POST", "/orders"), groups: null), _api.Context,
            call => _api.Idempotency.RunAsync(call, key: null, "{}", attempt => attempt.AnswerAsync(new Reply(200), call.CancellationToken)));

        Assert.Equal(200, response.StatusCode);
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task A_recorded_reply_without_a_body_is_sent_again_without_a_body()
    {
        Finds(""","reply": {"M": {"status": {"N": "204"}, "body": {"S": ""}, "headers": {"M": {}}}}""");

        Assert.Null((await Run(Unexpected)).Body);
    }

    [Fact]
    public async Task A_repeat_gets_409_while_another_attempt_has_the_lease()
    {
        Finds(leaseUntil: 1796120431);

        var response = await Run(Unexpected);

        Assert.Equal(409, response.StatusCode);
        Assert.Equal("request-in-progress", response.Problem());
        Assert.Equal("1", response.Headers["Retry-After"]);
    }

    [Fact]
    public async Task After_the_lease_another_attempt_takes_over_the_same_operation()
    {
        Finds(leaseUntil: 1796120430);
        _wire.Answers("UpdateItem");

        await Run(Recorded);

        Assert.Equal(OperationId, _performed!.Id);
        Assert.True(_performed.IsRepeat);
        ExpectJson($$$"""
            {
              "ConditionExpression": "#attempt IN (:before, :attempt) AND attribute_not_exists(#reply)",
              "ExpressionAttributeNames": {"#changed": "leaseUntil", "#attempt": "attempt", "#reply": "reply"},
              "ExpressionAttributeValues": {
                ":changed": {"N": "1796120445"}, ":attempt": {"S": "{{{_performed.Attempt}}}"}, ":before": {"S": "before"}
              },
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed, #attempt = :attempt"
            }
            """, _wire.Calls[1].Body);
    }

    [Fact]
    public async Task The_transaction_with_the_effect_stores_the_reply_if_the_attempt_still_has_the_claim()
    {
        _wire.Answers("PutItem").Answers("TransactWriteItems");

        await Run(attempt => Effect(attempt, new Reply(201) { Json = """{"id":1}""" }.With("ETag", "\"0\"")));

        ExpectJson($$$"""
            {
              "Update": {
                "ConditionExpression": "#attempt = :attempt AND attribute_not_exists(#changed)",
                "ExpressionAttributeNames": {"#changed": "reply", "#attempt": "attempt"},
                "ExpressionAttributeValues": {
                  ":changed": {"M": {
                    "status": {"N": "201"}, "headers": {"M": {"ETag": {"S": "\"0\""} } }, "body": {"S": "{\"id\":1}"}
                  } },
                  ":attempt": {"S": "{{{_performed!.Attempt}}}"}
                },
                "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
                "TableName": "the-table",
                "UpdateExpression": "SET #changed = :changed"
              }
            }
            """, _wire.Calls[1].Body["TransactItems"]![0]!);
    }

    [Fact]
    public async Task An_attempt_that_lost_the_claim_gets_409_and_changes_nothing()
    {
        _wire.Answers("PutItem").Cancels("ConditionalCheckFailed", "None").Answers("UpdateItem");

        var response = await Run(attempt => Effect(attempt, new Reply(201)));

        Assert.Equal("request-in-progress", response.Problem());
    }

    [Fact]
    public async Task A_reply_after_an_effect_without_a_transaction_is_stored_in_its_own_write()
    {
        _wire.Answers("PutItem").Answers("UpdateItem");

        var response = await Run(attempt => Answer(attempt, new Reply(204)));

        Assert.Equal(204, response.StatusCode);
        ExpectJson($$$"""
            {
              "ConditionExpression": "#attempt = :attempt",
              "ExpressionAttributeNames": {"#changed": "reply", "#attempt": "attempt"},
              "ExpressionAttributeValues": {
                ":changed": {"M": {"status": {"N": "204"}, "headers": {"M": {} }, "body": {"S": ""} } },
                ":attempt": {"S": "{{{_performed!.Attempt}}}"}
              },
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed"
            }
            """, _wire.Calls[1].Body);
    }

    [Fact]
    public async Task The_refusal_of_a_key_says_what_to_do()
    {
        Finds(leaseUntil: 1796120431);
        Assert.Equal(
            "The request with this key is still running. Repeat it to get its answer.", (string?)(await Run(Unexpected)).Json()["detail"]);

        Finds();
        Assert.Equal(
            "This key was first sent with another request. Use a new key.",
            (string?)(await Run(Unexpected, body: "[]")).Json()["detail"]);
    }

    [Fact]
    public async Task The_slower_of_two_attempts_that_take_over_an_operation_gets_409()
    {
        Finds(leaseUntil: 0);
        _wire.Fails("UpdateItem", "ConditionalCheckFailedException");

        Assert.Equal("request-in-progress", (await Run(Unexpected)).Problem());
    }

    [Fact]
    public async Task A_refused_attempt_releases_the_claim_but_the_key_stays_bound()
    {
        _wire.Answers("PutItem").Answers("UpdateItem");

        var response = await Run(_ => Task.FromResult<Outcome>(OrderProblems.UnknownProduct.ToReply()));

        Assert.Equal("unknown-product", response.Problem());
        ExpectAbandoned();
    }

    [Fact]
    public async Task A_failed_attempt_releases_the_claim()
    {
        _wire.Answers("PutItem").Answers("UpdateItem");

        var response = await Run(_ => throw new TimeoutException("m"));

        Assert.Equal(503, response.StatusCode);
        ExpectAbandoned();
    }

    [Fact]
    public async Task The_claim_is_released_even_after_the_handlers_deadline()
    {
        _wire.Answers("PutItem").Answers("UpdateItem");
        using var deadline = new CancellationTokenSource();

        var call = new ApiCall(
            TestApi.Request("POST", "/orders"), new Caller("the-subject", new HashSet<string>()), TestRoute.For(Access.SignedIn), deadline.Token);
        await Assert.ThrowsAsync<OperationCanceledException>(() => _api.Idempotency.RunAsync(call, Key(), "{}", _ =>
        {
            deadline.Cancel();
            throw new OperationCanceledException(deadline.Token);
        }));

        ExpectAbandoned();
    }

    [Fact]
    public async Task The_handlers_reply_is_sent_even_if_the_claim_cannot_be_released()
    {
        _wire.Answers("PutItem").Fails("UpdateItem", "InternalServerError", HttpStatusCode.InternalServerError);

        Assert.Equal("unknown-product", (await Run(_ => Task.FromResult<Outcome>(OrderProblems.UnknownProduct.ToReply()))).Problem());
    }

    [Fact]
    public async Task A_claim_in_conflict_with_the_transaction_of_another_attempt_is_retried()
    {
        _wire.Fails("PutItem", "TransactionConflictException");
        Finds(""","reply": {"M": {"status": {"N": "201"}, "body": {"S": "{}"}, "headers": {"M": {}}}}""");

        Assert.Equal("true", (await Run(Unexpected)).Headers["Idempotency-Replayed"]);
        Assert.Equal(_wire.Calls[0].Body.ToJsonString(), _wire.Calls[1].Body.ToJsonString());
    }

    [Fact]
    public async Task The_log_contains_neither_the_key_nor_the_sub()
    {
        _wire.Answers("PutItem");

        await Run(Recorded);

        Assert.Lacks("the-key", _api.Log, StringComparison.Ordinal);
        Assert.Lacks("the-subject", _api.Log, StringComparison.Ordinal);
    }

    private void ExpectAbandoned()
    {
        Assert.Equal(["PutItem", "UpdateItem"], _wire.Actions);
        var attempt = (string)_wire.Calls[0].Body["Item"]!["attempt"]!["S"]!;
        ExpectJson($$$"""
            {
              "ConditionExpression": "#attempt = :attempt",
              "ExpressionAttributeNames": {"#changed": "leaseUntil", "#attempt": "attempt"},
              "ExpressionAttributeValues": {":changed": {"N": "0"}, ":attempt": {"S": "{{{attempt}}}"}},
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed"
            }
            """, _wire.Calls[1].Body);
    }

    /// <summary>The claim finds the record of an earlier attempt at <see cref="Fingerprint"/>.</summary>
    private void Finds(string members = "", long leaseUntil = 0) => _wire.Fails("PutItem", "ConditionalCheckFailedException", members: $$"""
        ,"Item": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}, "fingerprint": {"S": "{{Fingerprint}}"},
          "operationId": {"S": "{{OperationId}}"}, "attempt": {"S": "before"}, "leaseUntil": {"N": "{{leaseUntil}}"},
          "ttl": {"N": "1796200000"}{{members}}}
        """);

    private Task<Outcome> Recorded(Attempt attempt)
    {
        _performed = attempt.Operation;
        return Task.FromResult(new Outcome(new Reply(201), IsRecorded: true));
    }

    private async Task<Outcome> Effect(Attempt attempt, Reply reply)
    {
        _performed = attempt.Operation;
        var delete = new TransactWriteItem { Delete = new Delete { TableName = "the-table", Key = [] } };
        return await attempt.CommitAsync(reply, [new ConditionalWrite(delete)], CancellationToken.None)
            ?? throw new InvalidOperationException("The effect lost a race.");
    }

    private Task<Outcome> Answer(Attempt attempt, Reply reply)
    {
        _performed = attempt.Operation;
        return attempt.AnswerAsync(reply, CancellationToken.None);
    }

    private static void ExpectJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());

    private static Task<Outcome> Unexpected(Attempt attempt) =>
        throw new InvalidOperationException("The request was performed again.");

    private Task<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse> Run(
        Func<Attempt, Task<Outcome>> perform, string method = "POST", string route = "/orders", string body = "{}") =>
        _api.Endpoint.RunAsync(
            TestRoute.For(Access.SignedIn),
            TestApi.WithGroups(TestApi.Request(method, route), groups: null),
            _api.Context,
            call => _api.Idempotency.RunAsync(call, Key(), body, perform));

    private static IdempotencyKey Key() =>
        IdempotencyKey.TryRead(TestApi.Request("POST", "/x", null, ("Idempotency-Key", "the-key")), out var key, out _)
            ? key
            : throw new InvalidOperationException();
}
