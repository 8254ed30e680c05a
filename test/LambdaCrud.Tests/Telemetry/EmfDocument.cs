using System.Text.Json;

namespace LambdaCrud.Tests.Telemetry;

/// <summary>
/// A line as CloudWatch reads it (Amazon CloudWatch: "Specification: Embedded metric format"). Fails for anything that it forbids.
/// </summary>
internal sealed class EmfDocument
{
    private static readonly string[] Units = ["Seconds", "Microseconds", "Milliseconds", "Bytes", "Percent", "Count", "None"];

    private EmfDocument(DateTimeOffset time, IReadOnlyList<string> values) => (Time, Values) = (time, values);

    public DateTimeOffset Time { get; }

    /// <summary>Each value as <c>Namespace Name{Dimension=value}=1 Unit</c>.</summary>
    public IReadOnlyList<string> Values { get; }

    public static EmfDocument Parse(string line)
    {
        Assert.InRange(line.Length, 1, 256 * 1024);
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var metadata = root.GetProperty("_aws");
        Assert.Equal(["Timestamp", "CloudWatchMetrics"], Names(metadata));
        var directives = metadata.GetProperty("CloudWatchMetrics").EnumerateArray().ToList();
        Assert.NotEmpty(directives);
        return new EmfDocument(
            DateTimeOffset.FromUnixTimeMilliseconds(metadata.GetProperty("Timestamp").GetInt64()),
            [.. directives.SelectMany(directive => MetricsOf(directive, root))]);
    }

    private static IEnumerable<string> MetricsOf(JsonElement directive, JsonElement root)
    {
        Assert.Equal(["Namespace", "Dimensions", "Metrics"], Names(directive));
        var name = directive.GetProperty("Namespace").GetString()!;
        Assert.Matches("^[A-Za-z0-9.#_/-][A-Za-z0-9.#_/:-]{0,254}$", name);
        var sets = directive.GetProperty("Dimensions").EnumerateArray().ToList();
        Assert.NotEmpty(sets);
        var metrics = directive.GetProperty("Metrics").EnumerateArray().ToList();
        Assert.InRange(metrics.Count, 1, 100);
        Assert.Equal(metrics.Count, metrics.DistinctBy(metric => metric.GetProperty("Name").GetString()).Count());
        foreach (var metric in Assert.Some(metrics))
        {
            Assert.Within(["Name", "Unit", "StorageResolution"], Names(metric));
            var target = root.GetProperty(metric.GetProperty("Name").GetString()!);
            Assert.Equal(JsonValueKind.Number, target.ValueKind);
            Assert.True(double.IsFinite(target.GetDouble()));
            Assert.Contains(metric.GetProperty("Unit").GetString(), Units);
        }

        return from set in sets
               let dimensions = string.Join(",", set.EnumerateArray().Select(key => $"{key}={DimensionValue(key.GetString()!, root)}"))
               from metric in metrics
               let metricName = metric.GetProperty("Name").GetString()!
               select $"{name} {metricName}{{{dimensions}}}={root.GetProperty(metricName)} {metric.GetProperty("Unit")}";
    }

    private static string DimensionValue(string key, JsonElement root)
    {
        Assert.InRange(key.Length, 1, 250);
        var value = root.GetProperty(key).GetString()!;
        Assert.InRange(value.Length, 1, 1024);
        Assert.Lacks(value, character => character is < ' ' or > '~');
        Assert.False(value.StartsWith(':') || string.IsNullOrWhiteSpace(value), value);
        return value;
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(member => member.Name);
}
