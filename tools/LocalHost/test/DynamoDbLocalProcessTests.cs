using System.Net;
using System.Net.NetworkInformation;
using LocalHost.DynamoDbLocal;

namespace LocalHost.Tests;

public sealed class DynamoDbLocalProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<DynamoDbLocalProcess> StartAsync(string? databaseFolder = null) =>
        await DynamoDbLocalProcess.StartAsync(await LocalDynamoDb.PackageFolderAsync(), databaseFolder, CancellationToken.None);

    [Fact]
    public async Task It_listens_on_the_loopback_address_only()
    {
        await using var server = await StartAsync();

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();

        var listener = Assert.Single(listeners, listener => listener.Port == server.Endpoint.Port);
        Assert.Equal(IPAddress.Loopback, listener.Address.MapToIPv4());
    }

    [Fact]
    public async Task It_answers_as_soon_as_it_has_started()
    {
        await using var server = await StartAsync();
        using var client = LocalEndpoint.CreateClient(server.Endpoint);

        Assert.Empty((await client.ListTablesAsync()).TableNames ?? []);
    }

    [Fact]
    public async Task Two_servers_have_their_own_ports_and_tables()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        using var client = LocalEndpoint.CreateClient(one.Endpoint);
        using var otherClient = LocalEndpoint.CreateClient(other.Endpoint);

        await client.CreateTableAsync("things", [new("pk", "HASH")], [new("pk", "S")], new(1, 1));

        Assert.NotEqual(one.Endpoint, other.Endpoint);
        Assert.Empty((await otherClient.ListTablesAsync()).TableNames ?? []);
    }

    [Fact]
    public async Task Disposing_ends_the_server()
    {
        var server = await StartAsync();

        await server.DisposeAsync();

        Assert.True(server.Exited.IsCompletedSuccessfully);
        await HostProcess.AssertNobodyListensAsync(server.Endpoint);
    }

    [Fact]
    public async Task Ctrl_C_is_left_to_the_program_that_started_it()
    {
        await using var server = await StartAsync();

        await HostProcess.SignalAsync(server.ProcessId, "INT");
        await server.DisposeAsync();

        Assert.StartsWith("java exited with code 0:", await server.Exited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_nobody_asked_for_is_told()
    {
        await using var server = await StartAsync();
        using (var java = System.Diagnostics.Process.GetProcessById(server.ProcessId))
            java.Kill();

        Assert.StartsWith("java exited with code 137", await server.Exited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_without_its_jar_is_told_by_what_java_says()
    {
        var exception = await Assert.ThrowsAsync<LocalHostException>(
            () => DynamoDbLocalProcess.StartAsync(_folder.Path, null, CancellationToken.None));

        Assert.StartsWith("DynamoDB Local did not start: java exited with code 1: ", exception.Message, StringComparison.Ordinal);
    }
}
