using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Compatibility;

public sealed class ReleaseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _contract;

    public ReleaseCommandTests() => _contract = _folder.Write("openapi.json", SampleContract.Text());

    private string Released => Path.Combine(_folder.Path, "released", "openapi.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_release_copies_the_contract()
    {
        var (exitCode, output, errors) = await ReleaseAsync();

        Assert.Equal((0, $"released: {Released}\n", ""), (exitCode, output, errors));
        Assert.Equal(SampleContract.Text(), File.ReadAllText(Released));
    }

    [Fact]
    public async Task A_contract_that_breaks_clients_is_released_only_if_it_is_accepted()
    {
        await ReleaseAsync();
        var changed = SampleContract.Text().Replace("\"operationId\": \"writeNote\"", "\"operationId\": \"putNote\"", StringComparison.Ordinal);
        File.WriteAllText(_contract, changed);

        var refused = await ReleaseAsync();
        var kept = File.ReadAllText(Released);
        var accepted = await ReleaseAsync("--accept-breaking");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(
            "POST /notes: The name `writeNote` is removed. The code of generated clients has it as the name of a method. "
            + "(#/paths/~1notes/post/operationId)\n",
            refused.Output);
        Assert.Equal(
            $"error: {Released}: 1 breaking changes. Undo them, or release them with `dotnet dev.cs release --accept-breaking`.\n",
            refused.Errors);
        Assert.Equal(SampleContract.Text(), kept);
        Assert.Equal((0, changed), (accepted.ExitCode, File.ReadAllText(Released)));
    }

    [Fact]
    public async Task A_missing_contract_is_an_error()
    {
        File.Delete(_contract);

        var (exitCode, _, errors) = await ReleaseAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains($"{_contract} cannot be read", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> ReleaseAsync(params string[] options) =>
        RouteSyncProcess.RunAsync(["release", "--contract", _contract, "--released", Released, .. options]);
}
