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
    public async Task DynamoDB_Local_listens_on_the_loopback_address_only()
    {
        await using var server = await StartAsync();

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();

        var listener = Assert.Single(listeners, listener => listener.Port == server.Endpoint.Port);
        Assert.Equal(IPAddress.Loopback, listener.Address.MapToIPv4());
    }

    [Fact]
    public async Task DynamoDB_Local_answers_as_soon_as_the_start_completes()
    {
        await using var server = await StartAsync();
        using var client = LocalEndpoint.CreateClient(server.Endpoint);

        Assert.Empty((await client.ListTablesAsync()).TableNames ?? []);
    }

    [Fact]
    public async Task Two_servers_do_not_share_a_port_or_tables()
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
    public async Task DisposeAsync_ends_the_server()
    {
        var server = await StartAsync();

        await server.DisposeAsync();

        Assert.True(server.Exited.IsCompletedSuccessfully);
        await HostProcess.AssertNobodyListensAsync(server.Endpoint);
    }

    [Fact]
    public async Task DynamoDB_Local_ignores_Ctrl_C_and_ends_when_the_server_is_disposed()
    {
        await using var server = await StartAsync();

        await HostProcess.SignalAsync(server.ProcessId, "INT");
        await server.DisposeAsync();

        Assert.StartsWith("java exited with code 0:", await server.Exited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_end_of_java_is_reported_with_its_exit_code()
    {
        await using var server = await StartAsync();
        using (var java = System.Diagnostics.Process.GetProcessById(server.ProcessId))
            java.Kill();

        Assert.StartsWith("java exited with code 137", await server.Exited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_a_package_without_a_jar_holds_the_message_of_java()
    {
        var exception = await Assert.ThrowsAsync<LocalHostException>(
            () => DynamoDbLocalProcess.StartAsync(_folder.Path, null, CancellationToken.None));

        Assert.StartsWith("DynamoDB Local did not start: java exited with code 1: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_starts_with_the_archive_of_classes_that_was_written_once()
    {
        var package = _folder.File("package");
        CopyFolder(await LocalDynamoDb.PackageFolderAsync(), package);

        await ClassArchive.WriteAsync(package, CancellationToken.None);

        var archive = Assert.Single(Directory.GetFiles(Path.Combine(package, "start"), "*.jsa"));
        await using var server = await DynamoDbLocalProcess.StartAsync(package, databaseFolder: null, CancellationToken.None);

        Assert.Contains($"-XX:SharedArchiveFile={archive}", await File.ReadAllTextAsync($"/proc/{server.ProcessId}/cmdline"), StringComparison.Ordinal);
        Assert.Contains(archive, await File.ReadAllTextAsync($"/proc/{server.ProcessId}/maps"), StringComparison.Ordinal);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/start/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
