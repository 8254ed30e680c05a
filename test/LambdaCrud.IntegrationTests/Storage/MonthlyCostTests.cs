using System.Globalization;
using System.Text.Json.Nodes;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The bill in docs/scale.md follows from the tables of prices, requests and assumptions in the same document.</summary>
public sealed class MonthlyCostTests
{
    private static readonly JsonNode Template = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "serverless.template")))!;

    [Fact]
    public void Each_line_and_each_total_in_scale_md_follows_from_its_prices_and_assumptions()
    {
        var (small, large) = (new MonthlyCost(1_000_000, 1).Lines(), new MonthlyCost(100_000_000, 2).Lines());
        var cache = MonthlyCost.Cache();

        Assert.Equal(
            [
                .. small.Index().Select(line => Row(line.Item, large[line.Index])),
                Total("Total without the cache", small.Sum(line => line.Dollars), large.Sum(line => line.Dollars)),
                Row(cache, cache),
            ],
            ScaleDocument.Rows("The bill").Select(row => string.Join(" | ", row)));
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
    public void The_memory_and_the_number_of_metrics_of_alarms_are_those_of_the_template()
    {
        var assumed = ScaleDocument.Rows("Assumptions").ToDictionary(row => row[0], row => row[1]);
        var alarms = Template["Resources"]!.AsObject()
            .Where(resource => (string)resource.Value!["Type"]! == "AWS::CloudWatch::Alarm")
            .Sum(alarm => alarm.Value!["Properties"]!["Metrics"] is JsonArray metrics ? metrics.Count(metric => metric!["MetricStat"] is not null) : 1);

        Assert.Equal(assumed["Metrics of alarms"], alarms.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1_024 * int.Parse(assumed["Memory of a function, GB"], CultureInfo.InvariantCulture), (int)Template["Parameters"]!["FunctionMemory"]!["Default"]!);
    }

    private static string Row(CostLine small, CostLine large) => string.Create(
        CultureInfo.InvariantCulture, $"{small.Price} | {small.Quantity:#,0.##} | {small.Dollars:N2} | {large.Quantity:#,0.##} | {large.Dollars:N2}");

    private static string Total(string name, decimal small, decimal large) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} |  | {small:N2} |  | {large:N2}");
}
