using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalHost.MappingTemplates;

/// <summary>
/// Keeps the mapping templates in a SAM template equal to their sources. A mapping template with a source is a list of lines under
/// <c>Fn::Join</c>. The first line names the file, relative to the SAM template: <c>## src/Shop/GetThing.request.vtl</c>.
/// </summary>
internal static partial class TemplateLines
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a SAM template with the current lines of the sources. Nothing else in it changes.</summary>
    /// <param name="samTemplate">JSON.</param>
    /// <param name="folder">The folder that the sources' paths are relative to.</param>
    /// <param name="count">The number of mapping templates with a source.</param>
    /// <exception cref="LocalHostException">The text is not JSON, or a source cannot be read.</exception>
    public static string Update(string samTemplate, string folder, out int count)
    {
        try
        {
            var root = JsonNode.Parse(samTemplate);
            var joined = Joined(root).ToList();
            foreach (var (lines, source) in joined)
            {
                while (lines.Count > 1)
                    lines.RemoveAt(lines.Count - 1);
                foreach (var line in TemplateSource.Lines(Path.Combine(folder, source)))
                    lines.Add(line);
            }
            count = joined.Count;
            var text = root?.ToJsonString(Readable) ?? "";
            return samTemplate.EndsWith('\n') ? text + "\n" : text;
        }
        catch (JsonException exception)
        {
            throw new LocalHostException($"The SAM template is not JSON: {exception.Message}", exception);
        }
    }

    private static IEnumerable<(JsonArray Lines, string Source)> Joined(JsonNode? node)
    {
        if (node is JsonObject { Count: 1 } join
            && join["Fn::Join"] is JsonArray { Count: 2 } arguments
            && arguments[1] is JsonArray { Count: > 0 } lines
            && lines[0] is JsonValue first && first.TryGetValue<string>(out var text)
            && Source().Match(text) is { Success: true } source)
            return [(lines, source.Groups["path"].Value)];

        var children = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        return children.SelectMany(Joined);
    }

    [GeneratedRegex(@"^## (?<path>\S+\.vtl)\z")]
    private static partial Regex Source();
}
