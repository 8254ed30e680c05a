using System.Globalization;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Idempotency;

/// <summary>The claim of a key, and its repeats, call by call.</summary>
public sealed class IdempotencyTests : IdempotencyTestBase
{
    [Fact]
    public async Task The_first_attempt_claims_the_key_for_15_seconds_and_binds_it_for_24_hours()
    {
        Wire.Answers("PutItem");

        var response = await Run(Recorded);

        Assert.Equal(201, response.StatusCode);
        var sent = Wire.Calls.Single().Body;
        Assert.Equal("attribute_not_exists(#pk) OR #ttl <= :now OR #attempt = :attempt", (string?)sent["ConditionExpression"]);
        ExpectJson("""{"#pk": "pk", "#ttl": "ttl", "#attempt": "attempt"}""", sent["ExpressionAttributeNames"]!);
        ExpectJson(
            $$$"""{":now": {"N": "1796120430"}, ":attempt": {"S": "{{{Performed!.Attempt}}}"}}""", sent["ExpressionAttributeValues"]!);
        Assert.Equal("the-table", (string?)sent["TableName"]);
        Assert.Equal("ALL_OLD", (string?)sent["ReturnValuesOnConditionCheckFailure"]);
        var record = sent["Item"]!.AsObject();
        Assert.Equal(["attempt", "fingerprint", "leaseUntil", "operationId", "pk", "sk", "ttl"], record.Select(one => one.Key).Order());
        Assert.Equal("CUSTOMER#the-subject", (string?)record["pk"]!["S"]);
        Assert.Equal("IDEMPOTENCY#the-key", (string?)record["sk"]!["S"]);
        Assert.Equal("1796120445", (string?)record["leaseUntil"]!["N"]);
        Assert.Equal("1796206830", (string?)record["ttl"]!["N"]);
        Assert.Equal(Fingerprint, (string?)record["fingerprint"]!["S"]);
        Assert.Equal(Performed.Attempt, (string?)record["attempt"]!["S"]);
        Assert.Equal(Performed.Id, (string?)record["operationId"]!["S"]);
        Assert.Equal(7, Guid.Parse(Performed.Id, CultureInfo.InvariantCulture).Version);
        Assert.False(Performed.IsRepeat);
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
        Assert.Equal(["PutItem"], Wire.Actions);
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
        Assert.Equal(["PutItem"], Wire.Actions);
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

        var response = await Api.Endpoint.RunAsync(
            TestRoute.For(Access.SignedIn, difference), request, Api.Context,
            call => Api.Idempotency.RunAsync(call, Key(), () => "{}", Unexpected));

        Assert.Equal("idempotency-key-reused", response.Problem());
    }

    [Fact]
    public async Task A_request_without_a_key_claims_nothing_and_records_nothing()
    {
        var response = await Api.Endpoint.RunAsync(
            TestRoute.For(Access.SignedIn), TestApi.WithGroups(TestApi.Request("POST", "/orders"), groups: null), Api.Context,
            call => Api.Idempotency.RunAsync(call, key: null, () => throw new InvalidOperationException("Without a key, the body is not written."), attempt => attempt.AnswerAsync(new Reply(200), call.CancellationToken)));

        Assert.Equal(200, response.StatusCode);
        Assert.Empty(Wire.Calls);
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
        Wire.Answers("UpdateItem");

        await Run(Recorded);

        Assert.Equal(OperationId, Performed!.Id);
        Assert.True(Performed.IsRepeat);
        ExpectJson($$$"""
            {
              "ConditionExpression": "#attempt IN (:before, :attempt) AND attribute_not_exists(#reply)",
              "ExpressionAttributeNames": {"#changed": "leaseUntil", "#attempt": "attempt", "#reply": "reply"},
              "ExpressionAttributeValues": {
                ":changed": {"N": "1796120445"}, ":attempt": {"S": "{{{Performed.Attempt}}}"}, ":before": {"S": "before"}
              },
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed, #attempt = :attempt"
            }
            """, Wire.Calls[1].Body);
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
    public async Task The_log_contains_neither_the_key_nor_the_sub()
    {
        Wire.Answers("PutItem");

        await Run(Recorded);

        Assert.Lacks("the-key", Api.Log, StringComparison.Ordinal);
        Assert.Lacks("the-subject", Api.Log, StringComparison.Ordinal);
    }
}
