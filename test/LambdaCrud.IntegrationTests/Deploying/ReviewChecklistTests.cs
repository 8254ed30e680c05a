using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The table of the deployment review in docs/operations.md names only places that exist.</summary>
public sealed partial class ReviewChecklistTests
{
    private static readonly string Operations = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    private static readonly JsonNode Template = JsonNode.Parse(File.ReadAllText(Repository.Template))!;

    private static IEnumerable<string> Lines => Operations
        .Split("## Deployment review")[1].Split("\n## ")[0].Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

    public static TheoryData<string> Places => [.. Lines.SelectMany(Pointers)];

    [Fact]
    public void Each_row_of_the_review_table_names_a_place_or_has_a_link() =>
        Assert.Every(Lines, line => Assert.True(Pointers(line).Any() || line.Contains("](", StringComparison.Ordinal), line));

    [Theory]
    [MemberData(nameof(Places))]
    public void Each_place_that_the_review_table_names_exists(string place)
    {
        var steps = place.Split('.');

        Assert.True(Template[steps[0]] is null ? IsTest(steps[0], steps[1]) : IsInTemplate(steps), place);
    }

    private static IEnumerable<string> Pointers(string line) =>
        from Match pointer in Pointer().Matches(line) select pointer.Groups[1].Value;

    private static bool IsInTemplate(IEnumerable<string> steps) =>
        steps.Aggregate((JsonNode?)Template, (node, step) => node is JsonObject map ? map[step] : null) is not null;

    private static bool IsTest(string type, string method)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "test"), $"{type}.cs", SearchOption.AllDirectories);
        return files.Length == 1
            && Regex.IsMatch(File.ReadAllText(files[0]), $@"\[(Fact|Theory)\](\s*\[[^\n]*\])*\s*public [\w<> ]+ {Regex.Escape(method)}\(");
    }

    [GeneratedRegex("`([A-Za-z]+(?:\\.\\w+)+)`")]
    private static partial Regex Pointer();
}
