using System.Text.RegularExpressions;

namespace RouteSync.MappingTemplates;

/// <summary>
/// A mapping template as people write it: a .vtl file with comments, indentation and <c>#parse("PATH")</c>. The path is relative to the
/// file. API Gateway has no files to parse, and its output includes the blanks before a directive.
/// </summary>
internal static partial class TemplateSource
{
    /// <summary>Whether a text is such a source and not the text that API Gateway gets.</summary>
    public static bool ParsesFiles(string text) => text.Split('\n').Any(line => Parse().IsMatch(line.Trim()));

    /// <summary>The lines that API Gateway gets: parsed files are inserted; indentation, comments and empty lines are removed.</summary>
    /// <exception cref="RouteSyncException">A file cannot be read, or parses itself.</exception>
    public static IReadOnlyList<string> Lines(string path) => [.. Lines(Path.GetFullPath(path), [])];

    private static IEnumerable<string> Lines(string path, IReadOnlyList<string> parents)
    {
        if (parents.Contains(path))
            throw new RouteSyncException($"The mapping template {path} parses itself.");
        foreach (var line in Read(path).Select(line => line.Trim()))
        {
            if (Parse().Match(line) is { Success: true } parse)
            {
                var file = Path.GetFullPath(parse.Groups["path"].Value, Path.GetDirectoryName(path)!);
                foreach (var parsed in Lines(file, [.. parents, path]))
                    yield return parsed;
            }
            else if (line.Length > 0 && !line.StartsWith("##", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    private static string[] Read(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"The mapping template {path} cannot be read: {exception.Message}", exception);
        }
    }

    [GeneratedRegex("""^#parse\("(?<path>[^"]+)"\)\z""")]
    private static partial Regex Parse();
}
