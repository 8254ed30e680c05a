using System.Diagnostics;
using LocalHost;
using RouteSync.Scaffolding;

namespace LambdaCrud.IntegrationTests;

/// <summary><c>dotnet dev.cs add resource</c> writes code that fits the application as it is now.</summary>
public sealed class AddedResourceTests : IDisposable
{
    // bin/{configuration}/{framework}
    private static readonly string[] Output = AppContext.BaseDirectory.Split(
        [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)[^3..];

    // Below the repository, so that its rules of style are rules of the new code too.
    private readonly string _folder = Path.Combine(
        Repository.Root, "test", "LambdaCrud.IntegrationTests", "obj", $"scaffold-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_code_and_the_tests_of_a_new_resource_compile_with_the_application_and_its_tests()
    {
        var (source, tests) = (Path.Combine(_folder, "src", "LambdaCrud"), Path.Combine(_folder, "test"));
        foreach (var folder in (string[])[source, Path.Combine(tests, "LambdaCrud.Tests"), Path.Combine(tests, "LambdaCrud.IntegrationTests")])
            Directory.CreateDirectory(folder);
        var written = new ResourceScaffold(source, tests, ResourceName.Of("gift-cards", null)).Write();
        await File.WriteAllTextAsync(Path.Combine(_folder, "LambdaCrud.Scaffold.csproj"), Project());

        var build = await Tool.RunAsync(
            "dotnet", ["build", "LambdaCrud.Scaffold.csproj", "-nologo", "-verbosity:quiet"], _folder, "Install the .NET SDK.", CancellationToken.None);

        Assert.Equal(8, written.Count);
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
    }

    // docs/add-a-resource.md promises that no existing test needs an edit.
    [SoakFact]
    [Trait(Soak.Trait, "true")]
    public async Task All_tests_of_the_application_pass_with_a_new_resource()
    {
        using var copy = new TemporaryFolder();
        CopyRepository(copy.Path);
        foreach (var command in (string[])["add resource gift-cards", "sync", "events", "test --app"])
        {
            var start = new ProcessStartInfo("dotnet", ["dev.cs", .. command.Split(' ')]) { WorkingDirectory = copy.Path, RedirectStandardOutput = true };
            start.Environment.Remove("SOAK");
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 0, $"{command}: {output}");
        }
    }

    /// <summary>Copies what a clone has, and the downloaded DynamoDB Local.</summary>
    private static void CopyRepository(string target)
    {
        string[] left = ["bin", "obj", ".git", "data"];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var files = Directory.EnumerateFiles(Repository.Root, "*", options)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(left.Contains));
        foreach (var file in files)
        {
            var copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }
    }

    /// <summary>A project that sees the internal types of the application and of its tests, with the generator of the mappings.</summary>
    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
            <Using Include="Xunit" />
            <Analyzer Include="{Built("tools/ItemMapper/src", "netstandard2.0")}" />
            {string.Join("\n    ", References().Select(path => $"""<Reference Include="{path}" />"""))}
          </ItemGroup>
        </Project>
        """;

    private static IEnumerable<string> References()
    {
        string[] projects = [Built("src/LambdaCrud"), Built("test/LambdaCrud.Tests"), Built("test/LambdaCrud.IntegrationTests")];
        string[] packages = ["Amazon.Lambda.*.dll", "AWSSDK.*.dll", "xunit.*.dll"];
        var used =
            from package in packages
            from project in projects
            from path in Directory.EnumerateFiles(Path.GetDirectoryName(project)!, package)
            select path;
        return projects.Concat(used.DistinctBy(Path.GetFileName));
    }

    /// <summary>The assembly of a project, built with the same configuration as this one.</summary>
    private static string Built(string project, string? framework = null) => Path.Combine(
        [Repository.Root, project, .. Output[..^1], framework ?? Output[^1], $"{Path.GetFileName(project.Replace("/src", ""))}.dll"]);
}
