using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using LocalHost;

namespace LambdaCrud.IntegrationTests.SamLocal;

public sealed class SeedTests
{
    [Fact]
    public async Task The_product_in_the_example_of_an_order_is_in_the_seed_file()
    {
        var contract = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "openapi.json")))!;
        var example = contract["paths"]!["/orders"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!["lines"]![0]!;
        var seed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "seed.json")))!["items"]!.AsArray();

        var product = Assert.Single(seed, item => (string?)item!["id"] == (string?)example["productId"])!;
        Assert.True((int)product["body"]!["stock"]! >= (int)example["quantity"]!);
    }

    [Fact]
    public async Task The_API_accepts_each_item_of_the_seed_file()
    {
        using var folder = new TemporaryFolder();
        using var database = HostProcess.Start(
            "database", "--in-memory", "--port", "0", "--data", folder.File("data"), "--env-file", folder.File("sam-local.json"));
        var endpoint = HostProcess.AddressIn(await database.LineWithAsync("Table"));
        await database.LineWithAsync("listens on");

        using var client = LocalEndpoint.CreateClient(endpoint);
        Assert.Equal(25, (await client.ScanAsync(new ScanRequest("Table"))).Count);
    }
}
