using System.Diagnostics;

namespace LambdaCrud.IntegrationTests;

/// <summary>Programs for Node.js that test the API as an app of its users would.</summary>
internal static class NodeProgram
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="script">The program in this folder.</param>
    /// <param name="variables">Added to its environment.</param>
    /// <returns>Whether its exit code is 0, and all that it has printed.</returns>
    public static async Task<(bool HasPassed, string Output)> RunAsync(
        string folder, string script, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode == 0, output + await errors);
    }

    /// <summary>The number of tests in a program: each begins with <c>await test(</c>.</summary>
    public static async Task<int> TestsInAsync(string program) =>
        (await File.ReadAllLinesAsync(program)).Count(line => line.StartsWith("await test(", StringComparison.Ordinal));

    /// <summary>The number of tests that have printed that they passed.</summary>
    public static int PassedIn(string output) => output.Split('\n').Count(line => line.StartsWith("passed: ", StringComparison.Ordinal));
}
