using System.Text.Json.Nodes;
using LambdaCrud.Telemetry;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Operations;

/// <summary>A metric that an alarm or the dashboard reads. If nothing writes it, its alarm never fires, without any sign.</summary>
internal sealed record MetricReference(string Source, string Counter, IReadOnlyDictionary<string, string> Selectors)
{
    private const string Own = "LambdaCrud/<AWS::StackName>";

    private static readonly string[] Operations =
    [
        "BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "TransactGetItems", "TransactWriteItems",
        "UpdateItem",
    ];

    private static JsonNode Api => Template.AllResources["AnnotationsRestApi"]!["Properties"]!;

    /// <summary>The metrics of an alarm, in the order of the alarm.</summary>
    public static IReadOnlyList<MetricReference> OfAlarm(JsonNode alarm)
    {
        var properties = alarm["Properties"]!;
        return properties["Metrics"] is JsonArray metrics
            ? [.. metrics.Where(metric => metric!["MetricStat"] is not null).Select(metric => Of(metric!["MetricStat"]!["Metric"]!))]
            : [Of(properties)];
    }

    /// <summary>A metric of a dashboard widget: <c>[namespace, name, dimension, value, …, options]</c>.</summary>
    public static MetricReference OfWidget(JsonArray metric)
    {
        var texts = metric.Where(item => item is JsonValue).Select(item => (string)item!).ToList();
        return new(texts[0], texts[1], texts.Skip(2).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));
    }

    /// <summary>Fails unless the service or the code writes a metric with this name and dimensions for the template's resources.</summary>
    public void ShouldExist()
    {
        switch (Source)
        {
            case "AWS/ApiGateway":
                Assert.Contains(Counter, (string[])["4XXError", "5XXError", "Count", "IntegrationLatency", "Latency"]);
                Assert.Equal(
                    [("ApiName", Template.Text(Api["Name"])), ("Stage", Template.Text(Api["StageName"]))],
                    Selectors.Select(dimension => (dimension.Key, dimension.Value)));
                break;
            case "AWS/Lambda":
                Assert.Contains(Counter, (string[])["Errors", "Throttles"]);
                Assert.Equal(["FunctionName"], Selectors.Keys);
                Assert.Contains(
                    Selectors["FunctionName"], Template.ResourcesOf("AWS::Serverless::Function").Select(function => $"<{function.Key}>"));
                break;
            case "AWS/DynamoDB":
                Assert.Equal("<Table>", Selectors["TableName"]);
                Assert.NotNull(Template.AllResources["Table"]);
                ShouldExistInDynamoDb(Selectors.Where(dimension => dimension.Key != "TableName").ToList());
                break;
            default:
                Assert.Equal(Own, Source);
                ShouldBeWrittenByTheCode();
                break;
        }
    }

    public override string ToString() =>
        $"{Source} {Counter} {string.Join(',', Selectors.Select(dimension => $"{dimension.Key}={dimension.Value}"))}";

    private void ShouldExistInDynamoDb(List<KeyValuePair<string, string>> more)
    {
        if (Counter == "SystemErrors")
        {
            Assert.Equal("Operation", Assert.Single(more).Key);
            Assert.Contains(more[0].Value, Operations);
            return;
        }

        Assert.Contains(
            Counter, (string[])["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents"]);
        // Without more dimensions, the metric is for the table itself.
        if (more.Count == 0)
            return;
        var (name, index) = Assert.Single(more);
        Assert.Equal("GlobalSecondaryIndexName", name);
        Assert.Contains(index, TableIndexes.Names);
    }

    private void ShouldBeWrittenByTheCode()
    {
        var filtered = Template.ResourcesOf("AWS::Logs::MetricFilter")
            .SelectMany(filter => filter.Value["Properties"]!["MetricTransformations"]!.AsArray())
            .Where(written => Template.Text(written!["MetricNamespace"]) == Own)
            .Select(written => (string)written!["MetricName"]!);
        if (filtered.Contains(Counter))
        {
            Assert.Empty(Selectors);
            return;
        }

        Assert.Contains(Counter, (string[])[EmbeddedMetrics.Duration, EmbeddedMetrics.ColdStart, .. Enum.GetNames<BusinessMetric>()]);
        Assert.Equal([EmbeddedMetrics.Route], Selectors.Keys);
        Assert.Contains(Selectors[EmbeddedMetrics.Route], Template.Routes);
    }

    private static MetricReference Of(JsonNode metric) => new(
        Template.Text(metric["Namespace"]),
        (string)metric["MetricName"]!,
        (metric["Dimensions"] as JsonArray ?? []).ToDictionary(
            dimension => (string)dimension!["Name"]!, dimension => Template.Text(dimension!["Value"])));
}

internal static class TableIndexes
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Template.AllResources["Table"]!["Properties"]!["GlobalSecondaryIndexes"]!.AsArray().Select(index => (string)index!["IndexName"]!),
    ];
}
