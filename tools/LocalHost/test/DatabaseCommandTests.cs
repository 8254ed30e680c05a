using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;

namespace LocalHost.Tests;

public sealed class DatabaseCommandTests : IDisposable
{
    private const string ToContainers = "host.docker.internal";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string EnvironmentFile => _folder.File("env/sam-local.json");

    private HostProcess Database(params string[] more) => HostProcess.Start(
    [
        "database", "--template", TestTemplates.WriteTo(_folder), "--data", _folder.File("data"), "--env-file", EnvironmentFile, .. more,
    ]);

    private static int PortOf(string line) => IPEndPoint.Parse(line.Split(' ')[4]).Port;

    private static async Task<string> OnlyErrorOfAsync(HostProcess database)
    {
        var (exitCode, output, errors) = await database.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Equal([], output.Where(line => line.Contains("listens on", StringComparison.Ordinal)));
        return Assert.Single(errors);
    }

    private static int[] Listeners(IPAddress address) =>
    [
        .. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Address.Equals(address) || listener.Address.Equals(address.MapToIPv6()))
            .Select(listener => listener.Port),
    ];

    [Fact]
    public async Task The_database_command_prints_its_address_listens_on_loopback_only_and_seeds_through_the_API()
    {
        using var database = Database("--in-memory", "--port", "0", "--seed", TestTemplates.WriteSeedTo(_folder));
        var table = await database.LineWithAsync("Table");
        var port = PortOf(await database.LineWithAsync("listens on"));

        Assert.Equal($"Table things in DynamoDB Local at http://127.0.0.1:{port}/ (in memory)", table);
        Assert.Contains(port, Listeners(IPAddress.Loopback));
        Assert.False(Listeners(IPAddress.Any).Contains(port));
        Assert.Equal(["PUT /things/one", "PUT /things/a%20b"], File.ReadLines(_folder.File("notes.txt")).Select(line => line[..line.LastIndexOf(' ')]));
    }

    [Fact]
    public async Task The_environment_file_gives_each_function_its_variables_and_the_address_that_containers_reach()
    {
        using var database = Database("--in-memory", "--no-seed", "--port", "0");
        Assert.Equal($"Environment variables for sam local: {EnvironmentFile}", await database.LineWithAsync("sam local"));
        var port = PortOf(await database.LineWithAsync("listens on"));

        var file = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(await File.ReadAllTextAsync(EnvironmentFile))!;

        var (function, variables) = Assert.Single(file);
        Assert.Equal("Notes", function);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["NOTES_FILE"] = _folder.File("notes.txt"),
                [LocalEndpoint.Variable] = $"http://{ToContainers}:{port}/",
            },
            variables);
    }

    [Fact]
    public async Task An_environment_file_from_an_earlier_start_is_replaced_and_only_its_owner_may_read_it()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(EnvironmentFile)!);
        await File.WriteAllTextAsync(EnvironmentFile, "of an earlier start");
        using var database = Database("--in-memory", "--no-seed", "--port", "0");
        await database.LineWithAsync("listens on");

        Assert.StartsWith("{", await File.ReadAllTextAsync(EnvironmentFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EnvironmentFile));
    }

    [Fact]
    public async Task The_listen_option_changes_the_address_and_prints_a_warning()
    {
        using var database = Database("--in-memory", "--no-seed", "--port", "0", "--listen", "0.0.0.0");
        var port = PortOf(await database.LineWithAsync("listens on"));
        Assert.Contains(port, Listeners(IPAddress.IPv6Any).Concat(Listeners(IPAddress.Any)));

        await database.SignalAsync("TERM");

        Assert.Equal(
            "warning: DynamoDB Local checks no credentials. Every client that reaches 0.0.0.0 can read and change these tables.",
            Assert.Single((await database.EndAsync()).Errors));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_stops_the_database_command_with_exit_code_0(string signal)
    {
        using var database = Database("--no-seed", "--port", "0");
        var endpoint = HostProcess.AddressIn(await database.LineWithAsync("Table"));
        await database.LineWithAsync("listens on");

        await database.SignalAsync(signal);

        var (exitCode, _, errors) = await database.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
        await HostProcess.AssertNobodyListensAsync(endpoint);
    }

    [Fact]
    public async Task The_run_command_cannot_use_the_data_folder_of_a_running_database_command()
    {
        using var database = Database("--no-seed", "--port", "0");
        await database.LineWithAsync("listens on");

        using var host = HostProcess.Start(
            "run", "--template", _folder.File("template.json"), "--data", _folder.File("data"), "--port", "0", "--no-seed");

        Assert.StartsWith(
            $"error: The data folder {_folder.File("data")} is in use by another host", await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_gives_one_error_line()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        using var database = Database("--in-memory", "--port", $"{port}");

        Assert.StartsWith(
            $"error: Port {port} of 127.0.0.1 cannot be used: ",
            await OnlyErrorOfAsync(database),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_gives_one_error_line()
    {
        using var database = Database("--in-memory", "--port", "0", "--listen", "198.51.100.1");

        Assert.StartsWith(
            "error: Port 0 of 198.51.100.1 cannot be used: ", await OnlyErrorOfAsync(database), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: --port takes a number from 0 to 65535, not '70000'.", "--port", "70000")]
    [InlineData("error: --listen takes an IP address of this machine, not 'docker0'.", "--listen", "docker0")]
    public async Task A_wrong_argument_gives_one_error_line(string error, params string[] arguments)
    {
        using var database = HostProcess.Start(["database", .. arguments]);

        Assert.Equal(error, await OnlyErrorOfAsync(database));
    }

    [Fact]
    public async Task An_environment_file_that_cannot_be_written_gives_one_error_line()
    {
        var file = Path.Combine(_folder.Write("file", ""), "sam-local.json");
        using var database = HostProcess.Start(
            "database", "--template", TestTemplates.WriteTo(_folder), "--data", _folder.File("data"), "--in-memory", "--no-seed", "--port", "0",
            "--env-file", file);

        Assert.StartsWith($"error: The file {file} cannot be written: ", await OnlyErrorOfAsync(database), StringComparison.Ordinal);
    }
}
