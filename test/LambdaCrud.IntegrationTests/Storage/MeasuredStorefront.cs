using LocalHost.DynamoDbLocal;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The API over its own DynamoDB Local. The table contains only the test's items, and every call is recorded.</summary>
public sealed class MeasuredStorefront : IAsyncLifetime
{
    private DynamoDbLocalProcess? _server;

    public Storefront Api { get; private set; } = null!;

    internal DynamoDbRecorder DynamoDb { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalDynamoDb.StartOwnAsync();
        DynamoDb = await DynamoDbRecorder.StartAsync(_server.Endpoint);
        Api = new Storefront(DynamoDb.Endpoint);
        await Api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await DynamoDb.DisposeAsync();
        await _server!.DisposeAsync();
    }
}
