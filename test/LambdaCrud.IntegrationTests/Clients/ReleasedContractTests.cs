using LocalHost;
using RouteSync.Compatibility;

namespace LambdaCrud.IntegrationTests.Clients;

public sealed class ReleasedContractTests
{
    private static readonly string Released = Path.Combine(Repository.Root, "docs", "released", "openapi.json");

    [Fact]
    public void The_contract_breaks_no_client_of_the_released_contract()
    {
        Assert.True(File.Exists(Released), $"There is no file {Released}. Run `dotnet dev.cs release`.");

        var breaks = ReleasedContract.BreaksOf(Path.Combine(Repository.Root, "openapi.json"), Released);

        Assert.True(
            breaks.Count == 0,
            $"""
            These changes of openapi.json break clients of docs/released/openapi.json. Undo them, or run `dotnet dev.cs release --accept-breaking`
            (docs/clients.md).
            {string.Join('\n', breaks)}
            """);
    }
}
