using System.Text;
using System.Text.Json;

namespace LocalGateway.Functions;

/// <summary>Reads the metrics that a function logs in CloudWatch's embedded metric format, and makes their lines readable.</summary>
internal static class EmbeddedMetrics
{
    /// <summary>
    /// <c>metrics Shop: Route=GET /things Duration=12.5</c>: the namespace and all members except CloudWatch's metadata about them. A line
    /// in another format stays unchanged.
    /// </summary>
    public static string Shorten(string line)
    {
        if (!MayBe(line))
            return line;
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("_aws", out var metadata) && Namespace(metadata) is { } name
                ? Shorten(name, document.RootElement)
                : line;
        }
        catch (JsonException)
        {
            return line;
        }
    }

    /// <summary>The metrics of a line; none if the line is in another format.</summary>
    public static IReadOnlyList<EmbeddedMetric> Read(string line)
    {
        if (!MayBe(line))
            return [];
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("_aws", out var metadata) && Namespace(metadata) is not null
                ? [.. metadata.GetProperty("CloudWatchMetrics").EnumerateArray().SelectMany(directive => Read(directive, document.RootElement))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Each set of dimensions gives the metric once more.
    private static IEnumerable<EmbeddedMetric> Read(JsonElement directive, JsonElement root) =>
        from metric in Items(directive, "Metrics")
        let name = Text(metric, "Name")
        where name is not null && root.TryGetProperty(name, out _)
        let values = Values(root.GetProperty(name)).ToList()
        where values.Count > 0
        from dimensions in Items(directive, "Dimensions").Select(set => Dimensions(set, root)).DefaultIfEmpty("")
        select new EmbeddedMetric(Text(directive, "Namespace") ?? "", name, Text(metric, "Unit") ?? "None", dimensions, values);

    private static IEnumerable<double> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => [value.GetDouble()],
        JsonValueKind.Array => value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Number).Select(one => one.GetDouble()),
        _ => [],
    };

    private static string Dimensions(JsonElement set, JsonElement root) => set.ValueKind != JsonValueKind.Array ? "" : string.Join(
        ", ",
        from name in set.EnumerateArray()
        where name.ValueKind == JsonValueKind.String && root.TryGetProperty(name.GetString()!, out _)
        select $"{name}={root.GetProperty(name.GetString()!)}");

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : default;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static bool MayBe(string line) => line.StartsWith('{') && line.Contains("\"CloudWatchMetrics\"", StringComparison.Ordinal);

    private static string Shorten(string name, JsonElement root)
    {
        var text = new StringBuilder($"metrics {name}:");
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not ("_aws" or "level" or "timestamp"))
                text.Append(' ').Append(member.Name).Append('=').Append(member.Value);
        }

        return text.ToString();
    }

    private static string? Namespace(JsonElement metadata) =>
        Items(metadata, "CloudWatchMetrics").Select(directive => Text(directive, "Namespace")).FirstOrDefault();
}
