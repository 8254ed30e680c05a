using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Operations;

public partial class AlarmTests
{
    private static IEnumerable<KeyValuePair<string, JsonNode>> Alarms => Template.ResourcesOf("AWS::CloudWatch::Alarm");

    private static string Manual => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "operations.md"));

    [Fact]
    public void Every_signal_has_its_alarm() =>
        Assert.Equal(
            [
                "ApiLatency", "ApiServerErrorRate", "ApiThrottling", "CatalogueFunctionErrors", "CatalogueFunctionThrottles",
                "OrderFunctionErrors", "OrderFunctionThrottles", "TableSystemErrors", "TableThrottles",
            ],
            Alarms.Select(alarm => alarm.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_alarm_has_its_runbook_and_every_runbook_its_alarm()
    {
        var runbooks = Runbook().Matches(Manual).ToDictionary(match => match.Groups["alarm"].Value, match => match.Groups["text"].Value);

        Assert.Equal(Alarms.Select(alarm => alarm.Key), runbooks.Keys);
        Assert.Every(runbooks.Values, text =>
        {
            foreach (var part in (string[])["**Means**", "**Look**", "**Do**"])
                Assert.Matches($@"(?m)^- {Regex.Escape(part)} \S", text);
        });
        Assert.Every(Alarms, alarm => Assert.EndsWith(
            $" Runbook: docs/operations.md#{alarm.Key.ToLowerInvariant()}",
            (string)alarm.Value["Properties"]!["AlarmDescription"]!,
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_manual_names_each_threshold() =>
        Assert.Every(Alarms, alarm =>
        {
            var properties = alarm.Value["Properties"]!;
            Assert.Contains(
                $"| `{alarm.Key}` | {properties["Threshold"]} | {properties["DatapointsToAlarm"]} of {properties["EvaluationPeriods"]} |",
                Manual,
                StringComparison.Ordinal);
        });

    [Fact]
    public void Every_alarm_tells_the_topic_when_it_begins_and_when_it_ends() =>
        Assert.Every(Alarms, alarm =>
        {
            foreach (var actions in (string[])["AlarmActions", "OKActions"])
                Assert.Equal("<AlarmTopic>", Template.Text(Assert.Single(alarm.Value["Properties"]![actions]!.AsArray())));
        });

    [Fact]
    public void Silence_is_no_alarm_and_a_single_bad_minute_neither() =>
        Assert.Every(Alarms, alarm =>
        {
            var properties = alarm.Value["Properties"]!;
            Assert.Equal("notBreaching", (string?)properties["TreatMissingData"]);
            Assert.Equal(5, (int)properties["EvaluationPeriods"]!);
            Assert.InRange((int)properties["DatapointsToAlarm"]!, 2, 5);
        });

    [Fact]
    public void Every_metric_exists_and_is_looked_at_by_the_minute() =>
        Assert.Every(Alarms, alarm =>
        {
            var metrics = MetricReference.OfAlarm(alarm.Value);
            Assert.InRange(metrics.Count, 1, 10);
            foreach (var metric in Assert.Some(metrics))
                metric.ShouldExist();
            var periods = alarm.Value["Properties"]!["Metrics"] is JsonArray several
                ? several.Select(metric => metric!["MetricStat"]?["Period"]).Where(period => period is not null)
                : [alarm.Value["Properties"]!["Period"]];
            Assert.Every(periods, period => Assert.Equal(60, (int)period!));
        });

    [Fact]
    public void An_expression_uses_every_metric_beside_it_and_is_what_counts() =>
        Assert.Every(Alarms.Where(alarm => alarm.Value["Properties"]!["Metrics"] is not null), alarm =>
        {
            var metrics = alarm.Value["Properties"]!["Metrics"]!.AsArray();
            var expression = (string)Assert.Single(metrics, metric => metric!["Expression"] is not null)!["Expression"]!;
            Assert.Every(metrics.Where(metric => metric!["MetricStat"] is not null), metric =>
            {
                Assert.False((bool)metric!["ReturnData"]!);
                Assert.Matches("^[a-z][A-Za-z0-9_]*$", (string?)metric["Id"]);
                Assert.Matches($@"METRICS\(\)|\b{metric["Id"]}\b", expression);
            });
            Assert.Equal(metrics.Count, metrics.DistinctBy(metric => (string?)metric!["Id"]).Count());
        });

    [Theory]
    [InlineData("Errors")]
    [InlineData("Throttles")]
    public void Each_function_is_watched_once(string metric) =>
        Assert.Equal(
            Template.ResourcesOf("AWS::Serverless::Function").Select(function => $"<{function.Key}>").Order(StringComparer.Ordinal),
            Watched("AWS/Lambda", metric).Select(reference => reference.Selectors["FunctionName"]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ReadThrottleEvents")]
    [InlineData("WriteThrottleEvents")]
    public void The_table_and_each_index_is_watched_once(string metric) =>
        Assert.Equal(
            ["", .. TableIndexes.Names.Order(StringComparer.Ordinal)],
            Watched("AWS/DynamoDB", metric)
                .Select(reference => reference.Selectors.GetValueOrDefault("GlobalSecondaryIndexName", ""))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_operation_that_anybody_may_call_is_watched_for_system_errors() =>
        Assert.Equal(
            Allowed().Append("TransactWriteItems").Distinct().Order(StringComparer.Ordinal),
            Watched("AWS/DynamoDB", "SystemErrors").Select(reference => reference.Selectors["Operation"]).Order(StringComparer.Ordinal));

    /// <summary>Alarms on AWS/DynamoDB always ignore missing data, whatever their setting. Without a zero they would never end.</summary>
    [Fact]
    public void What_DynamoDB_reports_only_when_it_happens_is_zero_otherwise() =>
        Assert.Every(["TableThrottles", "TableSystemErrors"], id => Assert.Equal(
            "SUM(FILL(METRICS(), 0))", (string?)Template.AllResources[id]!["Properties"]!["Metrics"]![0]!["Expression"]));

    [Fact]
    public void A_mail_goes_out_only_to_an_address_that_was_given()
    {
        var subscription = Template.AllResources["AlarmSubscription"]!;
        var properties = subscription["Properties"]!;

        Assert.Equal("", (string?)Template.Root["Parameters"]!["AlarmEmail"]!["Default"]);
        Assert.Equal("HasAlarmEmail", (string?)subscription["Condition"]);
        Assert.Equal(
            """{"Fn::Not":[{"Fn::Equals":[{"Ref":"AlarmEmail"},""]}]}""", Template.Root["Conditions"]!["HasAlarmEmail"]!.ToJsonString());
        Assert.Equal(
            ("<AlarmTopic>", "email", "<AlarmEmail>"),
            (Template.Text(properties["TopicArn"]), (string)properties["Protocol"]!, Template.Text(properties["Endpoint"])));
    }

    private static IEnumerable<MetricReference> Watched(string metricNamespace, string metric) =>
        Alarms.SelectMany(alarm => MetricReference.OfAlarm(alarm.Value))
            .Where(reference => reference.Source == metricNamespace && reference.Counter == metric);

    /// <summary>The table operations in all policies of the template.</summary>
    private static IEnumerable<string> Allowed() =>
        Operation().Matches(Template.AllResources.ToJsonString()).Select(match => match.Groups[1].Value);

    // LeadingKeys is a condition key, not an operation.
    [GeneratedRegex(@"^### (?<alarm>[A-Z]\w+)\n(?<text>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Runbook();

    [GeneratedRegex("\"dynamodb:(?!LeadingKeys)(\\w+)\"")]
    private static partial Regex Operation();
}
