namespace LambdaCrud.IntegrationTests;

/// <summary>The API over a DynamoDB that answers as the running test wants. The tests of a class run one after another, so they share it.</summary>
public sealed class DynamoDbOutage : IAsyncLifetime
{
    private Func<DynamoDbCall, Task<DynamoDbReply>> _answer = static _ => Task.FromResult(DynamoDbReply.Ok("{}"));

    internal DynamoDbDouble DynamoDb { get; private set; } = null!;

    /// <summary>The heavy functions run one request at a time.</summary>
    internal StorefrontOver Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        DynamoDb = await DynamoDbDouble.StartAsync(call => _answer(call));
        Api = await StorefrontOver.StartAsync(DynamoDb.Endpoint, ("HeavyFunctionConcurrency", "1"));
    }

    internal void Answer(DynamoDbReply reply) => Answer(_ => Task.FromResult(reply));

    internal void Answer(Func<DynamoDbCall, Task<DynamoDbReply>> answer)
    {
        _answer = answer;
        DynamoDb.TakeCalls();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await DynamoDb.DisposeAsync();
    }
}
