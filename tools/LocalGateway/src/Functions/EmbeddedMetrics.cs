using System.Text;
using System.Text.Json;

namespace LocalGateway.Functions;

/// <summary>Makes metrics readable that a function logs in CloudWatch's embedded metric format.</summary>
internal static class EmbeddedMetrics
{
    /// <summary>
    /// <c>metrics Shop: Route=GET /things Duration=12.5</c>: the namespace and all members except CloudWatch's metadata about them. A line
    /// in another format stays unchanged.
    /// </summary>
    public static string Shorten(string line)
    {
        if (!line.StartsWith('{') || !line.Contains("\"CloudWatchMetrics\"", StringComparison.Ordinal))
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
        metadata is { ValueKind: JsonValueKind.Object }
        && metadata.TryGetProperty("CloudWatchMetrics", out var directives)
        && directives is { ValueKind: JsonValueKind.Array }
        && directives.GetArrayLength() > 0
        && directives[0] is { ValueKind: JsonValueKind.Object } first
        && first.TryGetProperty("Namespace", out var name)
        && name is { ValueKind: JsonValueKind.String }
            ? name.GetString()
            : null;
}
