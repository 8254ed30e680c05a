using System.Net;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Orders;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Idempotency;

/// <summary>What becomes of a claim: the reply is recorded, or the claim is released.</summary>
public sealed class IdempotencyRecordTests : IdempotencyTestBase
{
    [Fact]
    public async Task The_transaction_with_the_effect_stores_the_reply_if_the_attempt_still_has_the_claim()
    {
        Wire.Answers("PutItem").Answers("TransactWriteItems");

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
                  ":attempt": {"S": "{{{Performed!.Attempt}}}"}
                },
                "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
                "TableName": "the-table",
                "UpdateExpression": "SET #changed = :changed"
              }
            }
            """, Wire.Calls[1].Body["TransactItems"]![0]!);
    }

    [Fact]
    public async Task An_attempt_that_lost_the_claim_gets_409_and_changes_nothing()
    {
        Wire.Answers("PutItem").Cancels("ConditionalCheckFailed", "None").Answers("UpdateItem");

        var response = await Run(attempt => Effect(attempt, new Reply(201)));

        Assert.Equal("request-in-progress", response.Problem());
    }

    [Fact]
    public async Task A_reply_after_an_effect_without_a_transaction_is_stored_in_its_own_write()
    {
        Wire.Answers("PutItem").Answers("UpdateItem");

        var response = await Run(attempt => Answer(attempt, new Reply(204)));

        Assert.Equal(204, response.StatusCode);
        ExpectJson($$$"""
            {
              "ConditionExpression": "#attempt = :attempt",
              "ExpressionAttributeNames": {"#changed": "reply", "#attempt": "attempt"},
              "ExpressionAttributeValues": {
                ":changed": {"M": {"status": {"N": "204"}, "headers": {"M": {} }, "body": {"S": ""} } },
                ":attempt": {"S": "{{{Performed!.Attempt}}}"}
              },
              "Key": {"pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "IDEMPOTENCY#the-key"}},
              "TableName": "the-table",
              "UpdateExpression": "SET #changed = :changed"
            }
            """, Wire.Calls[1].Body);
    }

    [Fact]
    public async Task The_slower_of_two_attempts_that_take_over_an_operation_gets_409()
    {
        Finds(leaseUntil: 0);
        Wire.Fails("UpdateItem", "ConditionalCheckFailedException");

        Assert.Equal("request-in-progress", (await Run(Unexpected)).Problem());
    }

    [Fact]
    public async Task A_refused_attempt_releases_the_claim_but_the_key_stays_bound()
    {
        Wire.Answers("PutItem").Answers("UpdateItem");

        var response = await Run(_ => Task.FromResult<Outcome>(OrderProblems.UnknownProduct.ToReply()));

        Assert.Equal("unknown-product", response.Problem());
        ExpectAbandoned();
    }

    [Fact]
    public async Task A_failed_attempt_releases_the_claim()
    {
        Wire.Answers("PutItem").Answers("UpdateItem");

        var response = await Run(_ => throw new TimeoutException("m"));

        Assert.Equal(503, response.StatusCode);
        ExpectAbandoned();
    }

    [Fact]
    public async Task The_claim_is_released_even_after_the_handlers_deadline()
    {
        Wire.Answers("PutItem").Answers("UpdateItem");
        using var deadline = new CancellationTokenSource();

        var call = new ApiCall(
            TestApi.Request("POST", "/orders"), new Caller("the-subject", new HashSet<string>()), TestRoute.For(Access.SignedIn), deadline.Token);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Api.Idempotency.RunAsync(call, Key(), () => "{}", _ =>
        {
            deadline.Cancel();
            throw new OperationCanceledException(deadline.Token);
        }));

        ExpectAbandoned();
    }

    [Fact]
    public async Task The_handlers_reply_is_sent_even_if_the_claim_cannot_be_released()
    {
        Wire.Answers("PutItem").Fails("UpdateItem", "InternalServerError", HttpStatusCode.InternalServerError);

        Assert.Equal("unknown-product", (await Run(_ => Task.FromResult<Outcome>(OrderProblems.UnknownProduct.ToReply()))).Problem());
    }

    [Fact]
    public async Task A_claim_in_conflict_with_the_transaction_of_another_attempt_is_retried()
    {
        Wire.Fails("PutItem", "TransactionConflictException");
        Finds(""","reply": {"M": {"status": {"N": "201"}, "body": {"S": "{}"}, "headers": {"M": {}}}}""");

        Assert.Equal("true", (await Run(Unexpected)).Headers["Idempotency-Replayed"]);
        Assert.Equal(Wire.Calls[0].Body.ToJsonString(), Wire.Calls[1].Body.ToJsonString());
    }
}
