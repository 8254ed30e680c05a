using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

public sealed class TransactionsTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Each_transaction_has_its_own_client_request_token()
    {
        _wire.Answers("TransactWriteItems").Answers("TransactWriteItems");

        Assert.Null(await CommitAsync());
        Assert.Null(await CommitAsync());

        var tokens = _wire.Calls.Select(call => (string?)call.Body["ClientRequestToken"]).ToList();
        Assert.Every(tokens, token => Assert.True(Guid.TryParse(token, out _)));
        Assert.NotEqual(tokens[0], tokens[1]);
    }

    [Fact]
    public async Task A_refused_transaction_returns_the_first_write_whose_condition_failed()
    {
        _wire.Cancels("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
        ConditionalWrite[] writes = [Write("a"), Write("b"), Write("c")];

        Assert.Same(writes[1], await CommitAsync(writes));
    }

    [Fact]
    public async Task An_optional_write_whose_condition_failed_is_left_out_of_a_new_transaction()
    {
        _wire.Cancels("None", "ConditionalCheckFailed", "TransactionConflict").Answers("TransactWriteItems");

        Assert.Null(await CommitAsync(Write("a"), Write("b") with { IsOptional = true }, Write("c") with { IsOptional = true }));

        Assert.Equal(["a b c", "a c"], _wire.Calls.Select(call => string.Join(
            ' ', call.Body["TransactItems"]!.AsArray().Select(item => (string?)item!["Delete"]!["TableName"]))));
        Assert.Equal(2, _wire.Calls.Select(call => (string?)call.Body["ClientRequestToken"]).Distinct().Count());
    }

    [Fact]
    public async Task A_failed_required_write_is_returned_even_after_a_failed_optional_write()
    {
        _wire.Cancels("ConditionalCheckFailed", "ConditionalCheckFailed");
        var required = Write("b");

        Assert.Same(required, await CommitAsync(Write("a") with { IsOptional = true }, required));
    }

    [Theory]
    [InlineData("ThrottlingError", true)]
    [InlineData("ProvisionedThroughputExceeded", true)]
    [InlineData("ValidationError", false)]
    public async Task A_transaction_cancelled_by_throttling_is_an_outage_and_a_validation_error_is_not(string code, bool isOutage)
    {
        _wire.Cancels("None", code);

        var failure = await Assert.ThrowsAsync<TransactionCanceledException>(CommitAsync);

        Assert.Equal(isOutage, DynamoDb.IsUnavailable(failure));
    }

    [Fact]
    public async Task A_transaction_in_conflict_or_in_progress_is_sent_again_with_the_same_token()
    {
        _wire
            .Cancels("None", "TransactionConflict")
            .Fails("TransactWriteItems", "TransactionInProgressException")
            .Answers("TransactWriteItems");

        Assert.Null(await CommitAsync());

        Assert.Equal(3, _wire.Calls.Count);
        Assert.Single(_wire.Calls.Select(call => call.Body.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task The_functions_deadline_ends_the_retries_of_a_transaction()
    {
        _wire.Cancels("TransactionConflict");
        using var deadline = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Transactions(_wire.Client(), new Backoff(new EndingAtAPause(deadline))).CommitAsync([Write("a")], deadline.Token));

        Assert.Single(_wire.Calls);
    }

    private Task<ConditionalWrite?> CommitAsync() => CommitAsync(Write("a"));

    private Task<ConditionalWrite?> CommitAsync(params ConditionalWrite[] writes) =>
        new Transactions(_wire.Client(), new Backoff(new StillTime(DateTimeOffset.UnixEpoch))).CommitAsync(writes, CancellationToken.None);

    private static ConditionalWrite Write(string tableName) =>
        new(new TransactWriteItem { Delete = new Delete { TableName = tableName, Key = [] } });
}
