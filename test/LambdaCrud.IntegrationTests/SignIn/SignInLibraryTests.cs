using LocalHost;
using RouteSync.Clients;

namespace LambdaCrud.IntegrationTests.SignIn;

/// <summary>
/// Users sign in at the local user pool with the libraries that web and mobile apps use on AWS (sign-in.js). It needs Node.js with npm.
/// </summary>
public sealed class SignInLibraryTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly string Programs = Path.Combine(Repository.Root, "test", "LambdaCrud.IntegrationTests", "SignIn");

    [Fact]
    public async Task The_libraries_that_apps_use_on_AWS_sign_in_at_the_local_user_pool()
    {
        using var folder = new TemporaryFolder();
        var packages = await NpmPackages.InstallAsync(Programs, Path.Combine(Repository.Root, ".local", "sign-in"), CancellationToken.None);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules"), Path.Combine(packages, "node_modules"));
        foreach (var file in (string[])["package.json", "sign-in.js"])
            File.Copy(Path.Combine(Programs, file), Path.Combine(folder.Path, file));

        var pool = storefront.UserPool;
        var client = Assert.Single(pool.Clients.Values);
        var api = storefront.Url.AbsoluteUri.TrimEnd('/');
        var (hasPassed, output) = await NodeProgram.RunAsync(
            folder.Path,
            "sign-in.js",
            new Dictionary<string, string>
            {
                ["API"] = api,
                ["POOL"] = $"{api}/_local/{pool.LogicalId}",
                ["POOL_ID"] = pool.PoolId,
                ["CLIENT_ID"] = client.ClientId,
                ["CALLBACK"] = client.CallbackUrls[0],
            });

        Assert.True(hasPassed, output);
        var tests = await NodeProgram.TestsInAsync(Path.Combine(Programs, "sign-in.js"));
        Assert.NotEqual(0, tests);
        Assert.Equal(tests, NodeProgram.PassedIn(output));
    }
}
