using System.Text.Json.Nodes;

namespace LocalHost.Tests;

public sealed class LaunchSettingsTests
{
    [Fact]
    public async Task The_profiles_of_Visual_Studio_Rider_and_VS_Code_start_the_host_with_options_that_it_knows()
    {
        var settings = Read("tools/LocalHost/src/Properties/launchSettings.json")["profiles"]!.AsObject();
        var launch = Read(".vscode/launch.json")["configurations"]!.AsArray()
            .Where(configuration => (string?)configuration!["request"] == "launch").Select(configuration => configuration!["args"]!.AsArray());
        IReadOnlyList<string[]> started =
        [
            .. settings.Select(profile => ((string)profile.Value!["commandLineArgs"]!).Split(' ')),
            .. launch.Select(arguments => arguments.Select(argument => (string)argument!).ToArray()),
        ];

        Assert.Equal(3, started.Count);
        foreach (var arguments in Assert.Some(started))
        {
            Assert.Contains("--no-timeouts", arguments);
            using var host = HostProcess.Start([.. arguments, "--help"]);
            Assert.Equal(0, (await host.EndAsync()).ExitCode);
        }
    }

    [Fact]
    public void The_launch_configuration_of_VS_Code_starts_the_program_that_its_build_task_makes()
    {
        var launch = Read(".vscode/launch.json")["configurations"]![0]!;
        var tasks = Read(".vscode/tasks.json")["tasks"]!.AsArray();

        Assert.Equal("${workspaceFolder}/tools/LocalHost/src/bin/Debug/net10.0/LocalHost.dll", (string?)launch["program"]);
        var task = Assert.Single(tasks, task => (string?)task!["label"] == (string?)launch["preLaunchTask"]);
        Assert.Equal(["build", "LambdaCrud.sln", "-nologo"], task!["args"]!.AsArray().Select(argument => (string?)argument));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "LambdaCrud.sln")));
    }

    [Fact]
    public void The_task_that_builds_at_each_save_watches_the_project_of_the_functions_as_the_docs_say()
    {
        var task = Read(".vscode/tasks.json")["tasks"]!.AsArray().Single(task => (bool?)task!["isBackground"] == true)!;
        string[] arguments = [.. task["args"]!.AsArray().Select(argument => (string)argument!)];

        Assert.Equal(Repository.Project, Path.Combine(Repository.Root, arguments[Array.IndexOf(arguments, "--project") + 1]));
        Assert.Single(Directory.GetFiles(Repository.Project, "*.csproj"));
        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "debugging.md"));
        Assert.Contains($"{task["command"]} {string.Join(' ', arguments)}", docs, StringComparison.Ordinal);
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)))!.AsObject();
}
