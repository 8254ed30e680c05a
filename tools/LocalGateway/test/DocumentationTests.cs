using System.Text.RegularExpressions;

namespace LocalGateway.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_test_that_the_documentation_names_exists()
    {
        var known = typeof(DocumentationTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        var named = TestName().Matches(Text()).Select(match => match.Groups["name"].Value).Distinct();

        Assert.Every(named, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Every_row_about_behaviour_says_what_it_rests_on()
    {
        string[] words = ["documented", "recorded", "reported", "unknown", "this machine", "rfc "];
        var rows = Text().Split("## Documented, recorded and unknown behaviour")[1].Split("\n## ")[0].Split('\n')
            .Where(line => Cells(line) is [_, _, _] and not ["Question", ..] and not ["---", ..]);

        Assert.Every(rows, row => Assert.Contains(words, word => Cells(row)[2].Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static string[] Cells(string line) => line is ['|', .. var cells, '|'] ? [.. CellEnd().Split(cells).Select(cell => cell.Trim())] : [];

    private static string Text()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "docs/what-it-runs.md")))
            above = above.Parent ?? throw new FileNotFoundException("No folder above the tests has docs/what-it-runs.md.");
        return File.ReadAllText(Path.Combine(above.FullName, "docs/what-it-runs.md"));
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`")]
    private static partial Regex TestName();

    // A backslash before the bar makes it part of the cell.
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();
}
