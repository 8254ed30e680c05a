using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Operations;

public partial class AlarmTests
{
    private static IEnumerable<KeyValuePair<string, JsonNode>> Alarms => Template.ResourcesOf("AWS::CloudWatch::Alarm");

    private static string Manual => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "operations.md"));

    [Fact]
    public void The_template_has_an_alarm_for_every_signal() =>
        Assert.Equal(
            ["ApiLatency", "ApiServerErrorRate", "ApiThrottling", "FunctionErrors", "FunctionThrottles", "TableSystemErrors", "TableThrottles"],
            Alarms.Select(SignalOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_alarm_has_a_runbook_and_every_runbook_has_an_alarm()
    {
        var runbooks = Runbook().Matches(Manual).ToDictionary(match => match.Groups["alarm"].Value, match => match.Groups["text"].Value);

        Assert.Equal(Alarms.Select(SignalOf).Distinct().Order(StringComparer.Ordinal), runbooks.Keys.Order(StringComparer.Ordinal));
        Assert.Every(runbooks.Values, text =>
        {
            foreach (var part in (string[])["**Means**", "**Look**", "**Do**"])
                Assert.Matches($@"(?m)^- {Regex.Escape(part)} \S", text);
        });
        Assert.Every(Alarms, alarm => Assert.EndsWith(
            $" Runbook: docs/operations.md#{SignalOf(alarm).ToLowerInvariant()}",
            (string)alarm.Value["Properties"]!["AlarmDescription"]!,
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_operations_manual_names_the_threshold_of_every_alarm() =>
        Assert.Every(Alarms, alarm =>
        {
            var properties = alarm.Value["Properties"]!;
            Assert.Contains(
                $"| `{SignalOf(alarm)}` | {properties["Threshold"]} | {properties["DatapointsToAlarm"]} of {properties["EvaluationPeriods"]} |",
                Manual,
                StringComparison.Ordinal);
        });

    [Fact]
    public void Every_alarm_notifies_the_topic_when_it_begins_and_when_it_ends() =>
        Assert.Every(Alarms, alarm =>
        {
            foreach (var actions in (string[])["AlarmActions", "OKActions"])
                Assert.Equal("<AlarmTopic>", Template.Text(Assert.Single(alarm.Value["Properties"]![actions]!.AsArray())));
        });

    [Fact]
    public void Missing_data_or_a_single_bad_minute_does_not_start_an_alarm() =>
        Assert.Every(Alarms, alarm =>
        {
            var properties = alarm.Value["Properties"]!;
            Assert.Equal("notBreaching", (string?)properties["TreatMissingData"]);
            Assert.Equal(5, (int)properties["EvaluationPeriods"]!);
            Assert.InRange((int)properties["DatapointsToAlarm"]!, 2, 5);
        });

    [Fact]
    public void Every_metric_of_an_alarm_exists_and_has_a_period_of_one_minute() =>
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
    public void The_expression_of_an_alarm_uses_all_its_metrics_and_only_the_expression_returns_data() =>
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
    public void Each_function_is_watched_by_one_alarm_for_errors_and_one_for_throttles(string metric) =>
        Assert.Equal(
            Template.ResourcesOf("AWS::Serverless::Function").Select(function => $"<{function.Key}>").Order(StringComparer.Ordinal),
            Watched("AWS/Lambda", metric).Select(reference => reference.Selectors["FunctionName"]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ReadThrottleEvents")]
    [InlineData("WriteThrottleEvents")]
    public void The_alarms_watch_the_table_and_each_index_once_for_throttled_reads_and_writes(string metric) =>
        Assert.Equal(
            ["", .. TableIndexes.Names.Order(StringComparer.Ordinal)],
            Watched("AWS/DynamoDB", metric)
                .Select(reference => reference.Selectors.GetValueOrDefault("GlobalSecondaryIndexName", ""))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_alarms_watch_every_operation_that_a_policy_allows_for_system_errors() =>
        Assert.Equal(
            Allowed().Append("TransactWriteItems").Distinct().Order(StringComparer.Ordinal),
            Watched("AWS/DynamoDB", "SystemErrors").Select(reference => reference.Selectors["Operation"]).Order(StringComparer.Ordinal));

    /// <summary>Alarms on AWS/DynamoDB ignore missing data, even with another setting. Without a zero they would never end.</summary>
    [Fact]
    public void The_alarms_on_DynamoDB_count_missing_data_as_zero() =>
        Assert.Every(["TableThrottles", "TableSystemErrors"], id => Assert.Equal(
            "SUM(FILL(METRICS(), 0))", (string?)Template.AllResources[id]!["Properties"]!["Metrics"]![0]!["Expression"]));

    [Fact]
    public void Alarm_mails_are_sent_only_if_AlarmEmail_has_an_address()
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

    /// <summary>The alarm's name, without the resource whose functions it watches.</summary>
    private static string SignalOf(KeyValuePair<string, JsonNode> alarm) =>
        alarm.Key.IndexOf("Function", StringComparison.Ordinal) is > 0 and var at ? alarm.Key[at..] : alarm.Key;

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
