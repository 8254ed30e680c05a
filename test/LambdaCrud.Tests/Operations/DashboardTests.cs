using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Telemetry;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Operations;

public partial class DashboardTests
{
    private static readonly List<JsonObject> Widgets =
    [
        .. JsonNode.Parse(Template.Text(Template.AllResources["Dashboard"]!["Properties"]!["DashboardBody"]))!["widgets"]!.AsArray()
            .Select(widget => widget!.AsObject()),
    ];

    private static IEnumerable<JsonArray> Metrics =>
        Widgets.SelectMany(widget => widget["properties"]!["metrics"] as JsonArray ?? []).Select(metric => metric!.AsArray());

    [Fact]
    public void The_dashboard_shows_the_state_of_every_alarm() =>
        Assert.Equal(
            Template.ResourcesOf("AWS::CloudWatch::Alarm").Select(alarm => $"<{alarm.Key}.Arn>").Order(StringComparer.Ordinal),
            Only("alarm")["properties"]!["alarms"]!.AsArray().Select(arn => (string)arn!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_dashboard_shows_every_metric_that_an_alarm_watches()
    {
        var shown = References().Select(reference => reference.ToString()).ToHashSet();

        Assert.Every(
            Template.ResourcesOf("AWS::CloudWatch::Alarm").SelectMany(alarm => MetricReference.OfAlarm(alarm.Value)),
            metric => Assert.Contains(metric.ToString(), shown));
    }

    [Fact]
    public void Every_metric_on_the_dashboard_exists() =>
        Assert.Every(References(), reference => reference.ShouldExist());

    [Fact]
    public void Every_search_on_the_dashboard_finds_metrics_that_the_code_writes()
    {
        var searches = Metrics.Select(metric => metric[0]).OfType<JsonObject>().Select(expression => (string)expression["expression"]!)
            .Where(expression => expression.StartsWith("SEARCH", StringComparison.Ordinal))
            .Select(expression => Search().Match(expression))
            .ToList();

        Assert.Every(searches, search => Assert.Equal("LambdaCrud/<AWS::StackName>", search.Groups["namespace"].Value));
        Assert.Equal(
            [
                (EmbeddedMetrics.Route, EmbeddedMetrics.Duration, "p99"),
                (EmbeddedMetrics.Route, EmbeddedMetrics.ColdStart, "Sum"),
                (EmbeddedMetrics.Code, EmbeddedMetrics.Problems, "Sum"),
            ],
            searches.Select(search => (search.Groups["dimension"].Value, search.Groups["metric"].Value, search.Groups["statistic"].Value)));
    }

    [Fact]
    public void An_expression_on_the_dashboard_uses_only_metrics_of_its_own_widget() =>
        Assert.Every(
            from widget in Widgets
            where (string?)widget["type"] == "metric"
            let metrics = widget["properties"]!["metrics"]!.AsArray()
            from expression in metrics.Select(metric => (string?)(metric![0] as JsonObject)?["expression"]).OfType<string>()
            where !expression.StartsWith("SEARCH", StringComparison.Ordinal)
            select (metrics, expression),
            shown => Assert.Within(
                shown.metrics.Select(metric => (string?)(metric!.AsArray().Last() as JsonObject)?["id"]).OfType<string>(),
                Identifier().Matches(shown.expression).Select(match => match.Value)));

    [Fact]
    public void No_widget_of_the_dashboard_covers_another_or_is_wider_than_the_page()
    {
        var cells = Widgets.SelectMany(widget =>
            from x in Enumerable.Range((int)widget["x"]!, (int)widget["width"]!)
            from y in Enumerable.Range((int)widget["y"]!, (int)widget["height"]!)
            select (x, y)).ToList();

        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.Every(cells, cell => Assert.InRange(cell.x, 0, 23));
    }

    [Fact]
    public void The_dashboard_reads_failed_requests_from_the_log_of_the_functions() =>
        Assert.StartsWith(
            "SOURCE '<FunctionLogs>' | ",
            (string?)Only("log")["properties"]!["query"],
            StringComparison.Ordinal);

    private static JsonObject Only(string type) => Assert.Single(Widgets, widget => (string?)widget["type"] == type);

    private static IEnumerable<MetricReference> References() =>
        Metrics.Where(metric => metric[0] is JsonValue).Select(MetricReference.OfWidget);

    [GeneratedRegex("""^SEARCH\('\{"(?<namespace>[^"]+)",(?<dimension>\w+)\} MetricName="(?<metric>\w+)"', '(?<statistic>\w+)', 300\)$""")]
    private static partial Regex Search();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Identifier();
}
