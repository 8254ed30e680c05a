using RouteSync.Clients;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Clients;

public sealed class ClientCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _contract;

    public ClientCommandTests() => _contract = _folder.Write("openapi.json", SampleContract.Text());

    private string Client => Path.Combine(_folder.Path, "client");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_command_writes_the_generated_file_and_the_layer()
    {
        var (exitCode, output, errors) = await RunAsync("csharp");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal($"written: {Path.Combine(Client, "NotesClient.cs")}\nwritten: {Path.Combine(Client, "Api.cs")}\n", output);
        Assert.Contains("public sealed class NotesClient(ApiConnection api)", Read("NotesClient.cs"), StringComparison.Ordinal);
        Assert.Contains("namespace Notes.Client;", Read("Api.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_run_writes_the_same_text_and_keeps_the_layer()
    {
        await RunAsync("csharp");
        var generated = Read("NotesClient.cs");
        var layer = Read("Api.cs") + "// A change.\n";
        File.WriteAllText(Path.Combine(Client, "Api.cs"), layer);

        var (_, output, _) = await RunAsync("csharp");

        Assert.Equal((generated, layer), (Read("NotesClient.cs"), Read("Api.cs")));
        Assert.Contains($"kept: {Path.Combine(Client, "Api.cs")} (delete it to get the current one)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_from_a_client_is_not_overwritten()
    {
        Directory.CreateDirectory(Client);
        var foreign = Path.Combine(Client, "NotesClient.cs");
        File.WriteAllText(foreign, "class Mine;");

        var (exitCode, output, errors) = await RunAsync("csharp");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"error: {foreign} exists and is not a file of a client. Choose another folder with --out, or move the file.\n", errors);
        Assert.Equal(["NotesClient.cs"], Directory.GetFiles(Client).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("rust", "error: There is no client for 'rust'. Choose typescript or csharp.\n")]
    [InlineData("", "error: There is no client for ''. Choose typescript or csharp.\n")]
    public async Task An_unknown_language_is_an_error(string language, string message)
    {
        var (exitCode, _, errors) = await RunAsync(language);

        Assert.Equal((1, message), (exitCode, errors));
    }

    [Theory]
    [InlineData("{}", "is not a contract that `sync` has written")]
    [InlineData("{", "cannot be read")]
    public async Task A_file_that_is_not_a_contract_is_an_error_of_one_line(string text, string message)
    {
        File.WriteAllText(_contract, text);

        var (exitCode, _, errors) = await RunAsync("csharp");

        Assert.Equal(1, exitCode);
        Assert.Contains(message, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_an_error_that_says_what_to_install()
    {
        var error = await Assert.ThrowsAsync<RouteSyncException>(() =>
            NpmPackages.RunAsync("no-such-npm", ["ci"], _folder.Path, CancellationToken.None));

        Assert.Equal(
            "The program no-such-npm cannot be started. Install Node.js 20 or later with npm, for example with `apt-get install npm`, "
            + "and make sure that both are on the PATH.",
            error.Message);
    }

    [Fact]
    public async Task A_program_that_fails_is_an_error_with_its_first_lines()
    {
        var error = await Assert.ThrowsAsync<RouteSyncException>(() =>
            NpmPackages.RunAsync("dotnet", ["no-such-command"], _folder.Path, CancellationToken.None));

        Assert.StartsWith("`dotnet no-such-command` failed: ", error.Message, StringComparison.Ordinal);
        Assert.Lacks("\n", error.Message, StringComparison.Ordinal);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(Client, file));

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string language) =>
        RouteSyncProcess.RunAsync(["client", language, "--contract", _contract, "--out", Client]);
}
