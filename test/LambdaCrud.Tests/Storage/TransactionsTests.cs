using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

public class TransactionsTests
{
    private readonly WireDynamoDb _wire = new();

    [Fact]
    public async Task A_transaction_has_a_token_so_that_it_may_be_sent_twice()
    {
        _wire.Answers("TransactWriteItems").Answers("TransactWriteItems");

        Assert.IsType<Commit.Done>(await TryCommit());
        Assert.IsType<Commit.Done>(await TryCommit());

        var tokens = _wire.Calls.Select(call => (string?)call.Body["ClientRequestToken"]).ToList();
        Assert.All(tokens, token => Assert.True(Guid.TryParse(token, out _)));
        Assert.NotEqual(tokens[0], tokens[1]);
    }

    [Fact]
    public async Task A_refused_transaction_says_of_each_item_whether_its_condition_failed()
    {
        _wire.Cancels("None", "ConditionalCheckFailed", "TransactionConflict");

        var refused = Assert.IsType<Commit.Refused>(await TryCommit());

        Assert.Equal([false, true, false], refused.FailedConditions);
    }

    [Theory]
    [InlineData("ThrottlingError", true)]
    [InlineData("ProvisionedThroughputExceeded", true)]
    [InlineData("ValidationError", false)]
    public async Task Throttling_is_an_outage_and_a_mistake_of_ours_is_a_fault(string code, bool isOutage)
    {
        _wire.Cancels("None", code);

        var failure = await Assert.ThrowsAsync<TransactionCanceledException>(TryCommit);

        Assert.Equal(isOutage, DynamoDb.IsUnavailable(failure));
    }

    [Fact]
    public async Task While_another_transaction_holds_an_item_or_this_one_is_at_work_the_same_is_sent_again_under_the_same_token()
    {
        _wire
            .Cancels("None", "TransactionConflict")
            .Fails("TransactWriteItems", "TransactionInProgressException")
            .Answers("TransactWriteItems");

        Assert.IsType<Commit.Done>(await TryCommit());

        Assert.Equal(3, _wire.Calls.Count);
        Assert.Single(_wire.Calls.Select(call => call.Body.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task The_functions_deadline_ends_that()
    {
        _wire.Cancels("TransactionConflict");
        using var deadline = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _wire.Client().TryCommit([new TransactWriteItem()], new Backoff(new EndingAtAPause(deadline)), deadline.Token));

        Assert.Single(_wire.Calls);
    }

    [Theory]
    [InlineData(true, "ConditionalCheckFailed", "None", Written.ClaimLost)]
    [InlineData(true, "ConditionalCheckFailed", "ConditionalCheckFailed", Written.ClaimLost)]
    [InlineData(true, "None", "ConditionalCheckFailed", Written.Raced)]
    [InlineData(false, "ConditionalCheckFailed", "None", Written.Raced)]
    public async Task A_record_that_refuses_is_a_lost_claim_and_any_other_item_a_lost_race(
        bool hasRecord, string first, string second, Written expected)
    {
        _wire.Cancels(first, second);

        var written = await _wire.Client().TryWrite(
            hasRecord ? new TransactWriteItem() : null, [new TransactWriteItem()], Backoff(), CancellationToken.None);

        Assert.Equal(expected, written);
    }

    private static Backoff Backoff() => new(new StillTime(DateTimeOffset.UnixEpoch));

    private Task<Commit> TryCommit() => _wire.Client().TryCommit([new TransactWriteItem()], Backoff(), CancellationToken.None);
}
