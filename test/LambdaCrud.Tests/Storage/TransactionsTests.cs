using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

public sealed class TransactionsTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task A_transaction_has_a_token_so_that_it_may_be_sent_twice()
    {
        _wire.Answers("TransactWriteItems").Answers("TransactWriteItems");

        Assert.IsType<Commit.Done>(await TryCommit());
        Assert.IsType<Commit.Done>(await TryCommit());

        var tokens = _wire.Calls.Select(call => (string?)call.Body["ClientRequestToken"]).ToList();
        Assert.Every(tokens, token => Assert.True(Guid.TryParse(token, out _)));
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

    private Task<Commit> TryCommit() => _wire.Client().TryCommit([new TransactWriteItem()], CancellationToken.None);
}
