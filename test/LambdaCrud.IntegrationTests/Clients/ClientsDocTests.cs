using System.Text.RegularExpressions;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Clients;

public sealed partial class ClientsDocTests
{
    [Fact]
    public void Every_example_in_clients_md_is_part_of_a_file_that_tests_compile_and_run()
    {
        var folder = Path.Combine(Repository.Root, "test", "LambdaCrud.IntegrationTests", "Clients");
        var sources = Directory.GetFiles(folder)
            .Where(file => Path.GetExtension(file) is ".cs" or ".ts" && !file.EndsWith($"{nameof(ClientsDocTests)}.cs", StringComparison.Ordinal))
            .Select(file => Lines(File.ReadAllText(file)))
            .ToList();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "clients.md"));

        var examples = Assert.Some(Example().Matches(page).Select(example => example.Groups["text"].Value));

        Assert.Equal([], examples.Where(example => !sources.Exists(source => source.Contains(Lines(example), StringComparison.Ordinal))));
    }

    /// <summary>The lines of a text without their indentation, and without empty lines.</summary>
    private static string Lines(string text) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex("```(csharp|ts)\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
