using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalHost;

namespace LambdaCrud.IntegrationTests;

public sealed partial class WalkTests
{
    private const string Separator = "\u001e";

    [Fact]
    public async Task Every_example_in_walk_md_gives_the_printed_answer()
    {
        using var data = new TemporaryFolder();
        await using var host = await TemplateHost.StartAsync(new TemplateHostOptions
        {
            Template = Repository.Template,
            DataFolder = data.Path,
            InMemory = true,
            SeedFile = Repository.Seed,
        });
        await using var front = await CheckedFront.StartAsync(host.Url);
        var examples = Examples(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "walk.md")));
        Assert.True(examples.Count >= 20, $"{examples.Count} examples");

        // Runs the unchanged commands in one shell. The function replaces `dotnet dev.cs`, which only starts the host's program.
        var script = new StringBuilder($"dotnet() {{ shift; command dotnet '{typeof(TemplateHost).Assembly.Location}' \"$@\" --data '{data.Path}'; }}\n");
        foreach (var (command, _) in examples)
        {
            var here = command
                .Replace("http://127.0.0.1:3000", front.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
                .Replace(".local/data", data.Path, StringComparison.Ordinal);
            script.Append($"{here}\nprintf '{Separator}'\n");
        }

        var answers = (await RunAsync(script.ToString())).Split(Separator)[..^1];

        Assert.Equal([], front.Violations);
        Assert.Equal(examples.Count, answers.Length);
        Assert.Every(
            examples.Index(), example => Assert.Equal(Masked(example.Item.Answer), Masked(answers[example.Index])));
    }

    /// <summary>Reads the fenced blocks: a line after <c>$ </c> is a command, the lines after it are its answer.</summary>
    private static List<(string Command, string Answer)> Examples(string readme) =>
    [
        .. from Match block in FencedBlock().Matches(readme)
           from example in ("\n" + block.Groups["text"].Value).Split("\n$ ").Skip(1)
           let lines = example.Split('\n', 2)
           select (lines[0], lines.Length > 1 ? lines[1] : ""),
    ];

    /// <summary>The answer without the values that differ for each run.</summary>
    private static string Masked(string answer) => Particular().Replace(answer, "").Trim();

    private static async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex("```\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex("""(?<="(addedAt|createdAt|updatedAt|placedAt|customerId|requestId|nextCursor)":")[^"]*|(?<=\{"id":")[^"]*(?=","customerId")""")]
    private static partial Regex Particular();
}
