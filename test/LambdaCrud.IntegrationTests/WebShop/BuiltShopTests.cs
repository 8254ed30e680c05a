using LocalHost;
using RouteSync.Clients;

namespace LambdaCrud.IntegrationTests.WebShop;

/// <summary>The folder samples/web/site/js is committed, so that the shop runs without npm. This test needs Node.js with npm.</summary>
public sealed class BuiltShopTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "samples", "web");

    [Fact]
    public async Task The_committed_scripts_are_those_that_a_new_build_makes()
    {
        using var folder = new TemporaryFolder();
        var templates = Path.Combine(AppContext.BaseDirectory, "clients", "typescript");
        var contract = ClientContract.Read(Path.Combine(Repository.Root, "docs", "released", "openapi.json"));
        var client = await TypeScriptClient.WriteAsync(contract, templates, Path.Combine(Repository.Root, ".local", "clients"), CancellationToken.None);
        ClientFolder.Write(folder.File("src/api"), client);
        foreach (var file in Assert.Some(Directory.GetFiles(Path.Combine(Project, "src"))))
            File.Copy(file, folder.File($"src/{Path.GetFileName(file)}"));
        foreach (var file in (string[])["package.json", "tsconfig.json", "build.js"])
            File.Copy(Path.Combine(Project, file), folder.File(file));
        var packages = await NpmPackages.InstallAsync(Project, Path.Combine(Repository.Root, ".local", "shop"), CancellationToken.None);
        Directory.CreateSymbolicLink(folder.File("node_modules"), Path.Combine(packages, "node_modules"));

        var (hasPassed, output) = await NodeProgram.RunAsync(folder.Path, "build.js", new Dictionary<string, string>());

        Assert.True(hasPassed, output);
        Assert.Equal(FilesIn(folder.File("site/js")), FilesIn(Path.Combine(Project, "site", "js")));
    }

    private static IReadOnlyList<(string Name, string Text)> FilesIn(string folder) => Assert.Some(
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select (Path.GetRelativePath(folder, file), File.ReadAllText(file)));
}
