using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalHost;
using Xunit.Abstractions;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The bill in docs/scale.md follows from the tables of prices, requests and assumptions in the same document.</summary>
public sealed partial class MonthlyCostTests(ITestOutputHelper output)
{
    private static readonly JsonNode Template = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "serverless.template")))!;

    [Fact]
    public void Each_line_and_each_total_in_scale_md_follows_from_its_prices_and_assumptions()
    {
        var (small, large) = (new MonthlyCost(1_000_000, 1).Lines(), new MonthlyCost(100_000_000, 2).Lines());
        var cache = MonthlyCost.Cache();

        List<string> bill =
            [
                .. small.Index().Select(line => Row(line.Item, large[line.Index])),
                Total("Total without the cache", small.Sum(line => line.Dollars), large.Sum(line => line.Dollars)),
                Row(cache, cache),
            ];
        foreach (var line in Assert.Some(bill))
            output.WriteLine($"| {line} |");

        Assert.Equal(bill, ScaleDocument.Rows("The bill").Select(row => string.Join(" | ", row)));
        ShouldSay($"One million requests a month cost about {small.Sum(line => line.Dollars):N0} dollars.");
        ShouldSay($"100 million cost about {large.Sum(line => line.Dollars):N0} dollars.");
        var users = large.Single(line => line.Price == "Cognito user");
        ShouldSay($"{users.Dollars:N0} dollars for 100,000 active users");
    }

    [Fact]
    public void The_mix_has_100_percent_and_the_functions_are_those_of_storage_md()
    {
        var rights = File.ReadAllText(Path.Combine(Repository.Root, "docs", "storage.md"));

        Assert.Equal(1, Assert.Some(MonthlyCost.Mix).Sum(MonthlyCost.Share));
        Assert.Every(MonthlyCost.Mix, row =>
        {
            var route = string.Join(' ', row[0].Split('?')[0].Split(' ')[..2]);
            Assert.Equal(row[2] == "function", rights.Contains($"| `{route}` |", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_memory_and_the_numbers_of_metrics_are_those_of_the_template_and_of_problems_md()
    {
        var assumed = ScaleDocument.Rows("Assumptions").ToDictionary(row => row[0], row => row[1]);
        // The page is about the shop. Another resource has functions and alarms of its own.
        var resources = Template["Resources"]!.AsObject().ToList();
        var functions = resources.Where(resource => (string)resource.Value!["Type"]! == "AWS::Serverless::Function")
            .ToLookup(function => ((string)function.Value!["Properties"]!["Handler"]!).Split("::")[1].Split('.')[1]);
        var others = functions.Select(group => group.Key).Except(["Products", "Orders"]).ToList();
        var ofShop = functions["Products"].Count() + functions["Orders"].Count();
        var alarms = resources
            .Where(resource => (string)resource.Value!["Type"]! == "AWS::CloudWatch::Alarm")
            .Where(alarm => !others.Any(other => alarm.Key.StartsWith(other, StringComparison.Ordinal)))
            .Sum(alarm => alarm.Value!["Properties"]!["Metrics"] is JsonArray metrics
                ? metrics.Count(metric => metric!["MetricStat"] is not null)
                : 1);
        var codes = File.ReadLines(Path.Combine(Repository.Root, "docs", "problems.md")).Count(line => CodeRow().IsMatch(line));

        ShouldSay($"two for each of the {ofShop} functions");
        // Another resource may have codes of its own.
        var ofPage = int.Parse(CodesOfPage().Match(ScaleDocument.Text).Groups["codes"].ValueSpan, CultureInfo.InvariantCulture);
        Assert.InRange(ofPage, 1, codes);
        Assert.Equal(assumed["Metrics"], ((2 * ofShop) + 3 + ofPage).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(assumed["Metrics of alarms"], alarms.ToString(CultureInfo.InvariantCulture));
        var memory = (int)Template["Parameters"]!["FunctionMemory"]!["Default"]!;
        Assert.Equal(assumed["Memory of a function, GB"], (memory / 1_024m).ToString("0.##", CultureInfo.InvariantCulture));
    }

    /// <summary>A row of the table of codes: a code and its status.</summary>
    [GeneratedRegex(@"^\| `[a-z-]+` \| \d{3} \|")]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"the (?<codes>\d+) codes of")]
    private static partial Regex CodesOfPage();

    private static void ShouldSay(FormattableString text) =>
        Assert.Contains(FormattableString.Invariant(text), ScaleDocument.Text, StringComparison.Ordinal);

    private static string Row(CostLine small, CostLine large) => string.Create(
        CultureInfo.InvariantCulture,
        $"{small.Price} | {small.Quantity:#,0.##} | {small.Dollars:N2} | {large.Quantity:#,0.##} | {large.Dollars:N2}");

    private static string Total(string name, decimal small, decimal large) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} |  | {small:N2} |  | {large:N2}");
}
