using Amazon.DynamoDBv2;
using LocalHost.DynamoDbLocal;

namespace LocalHost.Tests.Support;

/// <summary>The in-memory DynamoDB Local of this test process. It starts at the first use, serves all tests, and stops with them.</summary>
internal static class LocalDynamoDb
{
    private static readonly Lazy<Task<DynamoDbLocalProcess>> Server = new(StartOwnAsync);

    public static async Task<Uri> EndpointAsync() => (await Server.Value).Endpoint;

    public static async Task<AmazonDynamoDBClient> ClientAsync() => LocalEndpoint.CreateClient(await EndpointAsync());

    /// <summary>Starts a server in memory for one caller, who disposes it.</summary>
    public static async Task<DynamoDbLocalProcess> StartOwnAsync()
    {
        var package = await PackageFolderAsync();
        // Tests start many servers. Each starts faster with the archive.
        await ClassArchive.WriteAsync(package, CancellationToken.None);
        return await DynamoDbLocalProcess.StartAsync(package, databaseFolder: null, CancellationToken.None);
    }

    public static Task<string> PackageFolderAsync() =>
        DynamoDbLocalDownload.FetchAsync(DynamoDbLocalDownload.DefaultCacheFolder, static _ => { }, CancellationToken.None);
}
