using LocalHost.Functions;

namespace LocalHost.Tests;

public sealed class BuiltCodeTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    private async Task<string> LocateAsync() =>
        (await BuiltCode.LocateAsync([_folder.Path, _folder.Path], _reports.Add, CancellationToken.None))[_folder.Path];

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<LocalHostException>(LocateAsync)).Message;

    [Fact]
    public async Task A_project_is_built_once_when_its_assembly_is_missing()
    {
        var project = _folder.Write("Shop.csproj", Project);
        _folder.Write("Shop.cs", "namespace Shop; public class Handlers;");

        var built = await LocateAsync();
        var again = await LocateAsync();

        Assert.Equal(_folder.File("bin/Debug/net10.0").Replace("Debug", BuiltCode.Configuration, StringComparison.Ordinal), built);
        Assert.True(File.Exists(Path.Combine(built, "Shop.dll")));
        Assert.Equal(built, again);
        Assert.Equal([$"Building {project} …"], _reports);
    }

    [Fact]
    public void The_path_of_an_assembly_is_remembered_until_the_project_or_an_imported_file_changes()
    {
        var project = _folder.Write("Shop.csproj", Project);
        var assembly = _folder.Write("Shop.dll", "");
        Directory.CreateDirectory(_folder.File("obj"));
        Assert.Null(RememberedTarget.Find(project, "Debug"));

        RememberedTarget.Remember(project, "Debug", assembly);
        Assert.Equal(assembly, RememberedTarget.Find(project, "Debug"));
        Assert.Null(RememberedTarget.Find(project, "Release"));

        _folder.Write("Directory.Build.props", "<Project />");
        Assert.Null(RememberedTarget.Find(project, "Debug"));

        RememberedTarget.Remember(project, "Debug", assembly);
        File.Delete(assembly);
        Assert.Null(RememberedTarget.Find(project, "Debug"));
    }

    [Fact]
    public async Task The_error_for_a_project_that_does_not_build_holds_the_first_compiler_error()
    {
        var project = _folder.Write("Shop.csproj", Project);
        _folder.Write("Shop.cs", "class Handlers : Unknown;");

        var refusal = await RefusalAsync();

        Assert.StartsWith($"The project {project} does not build: ", refusal, StringComparison.Ordinal);
        Assert.Contains("Shop.cs(1,18): error CS0246:", refusal, StringComparison.Ordinal);
        Assert.Lacks("\n", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_an_unreadable_project_file_names_the_file()
    {
        var project = _folder.Write("Shop.csproj", "<Project");

        Assert.StartsWith($"The project {project} cannot be read: ", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_assemblies_is_used_without_a_build()
    {
        _folder.Write("Shop.dll", "");

        Assert.Equal(_folder.Path, await LocateAsync());
    }

    [Fact]
    public async Task An_empty_code_folder_is_refused() =>
        Assert.Equal($"The function code {_folder.Path} (CodeUri) contains neither a .NET project nor built assemblies nor a program bootstrap.", await RefusalAsync());

    [Fact]
    public async Task A_code_folder_with_two_projects_is_refused()
    {
        _folder.Write("One.csproj", Project);
        _folder.Write("Two.csproj", Project);

        Assert.Equal($"The function code {_folder.Path} (CodeUri) contains more than one project.", await RefusalAsync());
    }
}
