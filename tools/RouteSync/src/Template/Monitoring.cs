using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RouteSync.Declarations;

namespace RouteSync.Template;

/// <summary>
/// Two alarms for the functions of each resource, on errors and on throttles, and the places that list them: the dashboard and the alarms
/// that roll a deployment back. The template has the topic <c>AlarmTopic</c>.
/// </summary>
internal sealed partial class Monitoring(DeclaredApi api, SamTemplate template)
{
    /// <summary>CloudWatch's limit for the metrics of one alarm.</summary>
    private const int MaxMetrics = 10;

    private static readonly Kind Errors = new("FunctionErrors", "Errors", "failed, timed out or did not start", "functionerrors");
    private static readonly Kind Throttles = new("FunctionThrottles", "Throttles", "had no environment to run in", "functionthrottles");

    /// <param name="Metric">The metric of AWS/Lambda.</param>
    /// <param name="Anchor">The runbook's place in docs/operations.md.</param>
    private sealed record Kind(string Suffix, string Metric, string What, string Anchor);

    public void Write(ManagedParts parts)
    {
        template.Require("Resources", "AlarmTopic", "alarms of the functions notify it");
        var alarms = Groups().SelectMany(group => ((Kind[])[Errors, Throttles]).Select(kind => (Name: group.Name + kind.Suffix, group, kind))).ToList();
        foreach (var (name, group, kind) in alarms)
            parts.Write($"Resources.{name}", template.Resources, name, Alarm(name, group, kind));

        var errors = alarms.Where(alarm => alarm.kind == Errors).Select(alarm => alarm.Name).ToList();
        if (template.Root["Globals"]?["Function"]?["DeploymentPreference"]?["Alarms"] is JsonArray rollback)
            WriteRollback(rollback, errors);
        foreach (var dashboard in template.ResourcesOf("AWS::CloudWatch::Dashboard"))
        {
            if (dashboard.Value?["Properties"]?["DashboardBody"]?["Fn::Join"]?[1] is JsonArray lines)
                WriteDashboard(lines, [.. alarms.Select(alarm => alarm.Name)]);
        }
    }

    /// <summary>The functions of each resource. A resource with more functions than an alarm can have gets several alarms.</summary>
    private IEnumerable<(string Name, string Resource, IReadOnlyList<string> Functions)> Groups() =>
        from resource in api.Routes.Where(route => route.Function is not null).GroupBy(route => route.Resource)
        orderby resource.Key
        from chunk in resource.Select(route => route.Function!.LogicalId).Order(StringComparer.Ordinal).Chunk(MaxMetrics).Index()
        select (chunk.Index == 0 ? resource.Key : $"{resource.Key}{chunk.Index + 1}", resource.Key, (IReadOnlyList<string>)chunk.Item);

    private static JsonObject Alarm(string name, (string Name, string Resource, IReadOnlyList<string> Functions) group, Kind kind) => new()
    {
        ["Type"] = "AWS::CloudWatch::Alarm",
        ["Properties"] = new JsonObject
        {
            ["AlarmName"] = Intrinsic.Sub($"${{AWS::StackName}}-{name}"),
            ["AlarmDescription"] = $"{group.Resource}: functions {kind.What}. Runbook: docs/operations.md#{kind.Anchor}",
            ["Metrics"] = Json.List([
                new JsonObject { ["Id"] = "value", ["Expression"] = "SUM(METRICS())", ["Label"] = kind.Metric.ToLowerInvariant() },
                .. group.Functions.Select(function => Metric(function, kind))]),
            ["ComparisonOperator"] = "GreaterThanOrEqualToThreshold",
            ["Threshold"] = 1,
            ["EvaluationPeriods"] = 5,
            ["DatapointsToAlarm"] = 2,
            ["TreatMissingData"] = "notBreaching",
            ["AlarmActions"] = Json.List(Intrinsic.Ref("AlarmTopic")),
            ["OKActions"] = Json.List(Intrinsic.Ref("AlarmTopic")),
        },
    };

    private static JsonObject Metric(string function, Kind kind) => new()
    {
        ["Id"] = char.ToLowerInvariant(function[0]) + function[1..],
        ["ReturnData"] = false,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = "AWS/Lambda",
                ["MetricName"] = kind.Metric,
                ["Dimensions"] = Json.List(new JsonObject { ["Name"] = "FunctionName", ["Value"] = Intrinsic.Ref(function) }),
            },
            ["Period"] = 60,
            ["Stat"] = "Sum",
        },
    };

    // A person's alarms in the list stay. Names of this form are ours.
    private static void WriteRollback(JsonArray list, IReadOnlyList<string> errors)
    {
        foreach (var ours in list.Where(item => ((string?)item?["Ref"])?.EndsWith(Errors.Suffix, StringComparison.Ordinal) == true).ToList())
            list.Remove(ours);
        foreach (var name in errors)
            list.Add(Intrinsic.Ref(name));
    }

    private void WriteDashboard(JsonArray lines, IReadOnlyList<string> alarms)
    {
        var functions = api.Routes.Select(route => route.Function?.LogicalId).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Replace(lines, AlarmLine(), [.. alarms.Select(name => $"  \"${{{name}.Arn}}\"")]);
        foreach (var kind in (Kind[])[Errors, Throttles])
        {
            Replace(
                lines,
                new Regex($"""^\s*\["AWS/Lambda", "{kind.Metric}", "FunctionName", """),
                [.. functions.Select(function => $"  [\"AWS/Lambda\", \"{kind.Metric}\", \"FunctionName\", \"${{{function}}}\"]")]);
        }
    }

    /// <summary>Replaces the lines of a list in the dashboard that match. The last line of a list has no comma.</summary>
    private static void Replace(JsonArray lines, Regex pattern, IReadOnlyList<string> replacements)
    {
        var old = lines.Where(line => line is JsonObject sub && sub["Fn::Sub"] is JsonValue text && pattern.IsMatch((string)text!)).ToList();
        if (old.Count == 0)
            return;
        var at = lines.IndexOf(old[0]);
        foreach (var line in old)
            lines.Remove(line);
        var isEnd = lines[at] is JsonValue next && ((string)next!).StartsWith(']');
        for (var index = 0; index < replacements.Count; index++)
            lines.Insert(at + index, Intrinsic.Sub(replacements[index] + (isEnd && index == replacements.Count - 1 ? "" : ",")));
    }

    [GeneratedRegex("""^\s*"\$\{\w+Function(Errors|Throttles)\.Arn\}""")]
    private static partial Regex AlarmLine();
}
