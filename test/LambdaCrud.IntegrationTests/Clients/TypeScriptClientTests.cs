using LambdaCrud.IntegrationTests.OpenApi;
using LocalHost;
using RouteSync.Clients;

namespace LambdaCrud.IntegrationTests.Clients;

/// <summary>
/// The TypeScript client that <c>dotnet dev.cs client typescript</c> writes. <c>tsc</c> checks it together with the programs of this folder,
/// and node runs them. They need npm.
/// </summary>
public sealed class TypeScriptClientTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly string Programs = Path.Combine(Repository.Root, "test", "LambdaCrud.IntegrationTests", "Clients");

    [Fact]
    public async Task The_client_compiles_and_does_what_its_programs_expect()
    {
        using var folder = new TemporaryFolder();
        await using var front = await CheckedFront.StartAsync(storefront.Url);
        var packages = await WriteAsync(folder.Path);

        var (compiled, errors) = await NodeAsync(front.Url, folder.Path, Path.Combine(packages, "typescript", "bin", "tsc"));
        Assert.True(compiled, errors);
        var (shopRan, shop) = await NodeAsync(front.Url, folder.Path, Path.Combine("built", "shop.js"));
        var (retriesRan, retries) = await NodeAsync(front.Url, folder.Path, Path.Combine("built", "retries.js"));

        Assert.Equal([], front.Violations);
        Assert.True(shopRan && retriesRan, shop + retries);
        var tests = await NodeProgram.TestsInAsync(Path.Combine(Programs, "shop.ts")) + await NodeProgram.TestsInAsync(Path.Combine(Programs, "retries.ts"));
        Assert.NotEqual(0, tests);
        Assert.Equal(tests, NodeProgram.PassedIn(shop + retries));
    }

    /// <summary>Writes the client, the programs and what the compiler needs.</summary>
    /// <returns>The folder of the npm packages.</returns>
    private static async Task<string> WriteAsync(string folder)
    {
        var templates = Path.Combine(AppContext.BaseDirectory, "clients", "typescript");
        var cache = Path.Combine(Repository.Root, ".local", "clients");
        var contract = ClientContract.Read(Path.Combine(Repository.Root, "openapi.json"));
        ClientFolder.Write(Path.Combine(folder, "client"), await TypeScriptClient.WriteAsync(contract, templates, cache, CancellationToken.None));
        foreach (var file in (string[])["shop.ts", "retries.ts", "testing.ts", "tsconfig.json"])
            File.Copy(Path.Combine(Programs, file), Path.Combine(folder, file));
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type": "module"}""");
        var packages = Path.Combine(await NpmPackages.InstallAsync(templates, cache, CancellationToken.None), "node_modules");
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), packages);
        return packages;
    }

    private Task<(bool HasPassed, string Output)> NodeAsync(Uri api, string folder, string script) => NodeProgram.RunAsync(
        folder,
        script,
        new Dictionary<string, string>
        {
            ["API"] = api.AbsoluteUri.TrimEnd('/'),
            ["SHOPPER"] = storefront.Token("shopper", []),
            ["ADMIN"] = storefront.Token("admin", ["catalog-admins"]),
            ["API_KEY"] = storefront.ApiKey,
        });
}
