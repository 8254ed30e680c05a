using Amazon.DynamoDBv2.Model;
using LocalHost;

namespace LambdaCrud.IntegrationTests.SamLocal;

public sealed class SeedTests
{
    [Fact]
    public async Task The_API_accepts_each_item_of_the_seed_file()
    {
        using var folder = new TemporaryFolder();
        using var database = HostProcess.Start(
            "database", "--in-memory", "--port", "0", "--data", folder.File("data"), "--env-file", folder.File("sam-local.json"));
        var endpoint = HostProcess.AddressIn(await database.LineWithAsync("Table"));
        await database.LineWithAsync("listens on");

        using var client = LocalEndpoint.CreateClient(endpoint);
        Assert.Equal(24, (await client.ScanAsync(new ScanRequest("Table"))).Count);
    }
}
