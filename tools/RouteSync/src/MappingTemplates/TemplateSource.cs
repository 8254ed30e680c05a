using System.Globalization;
using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates;
using RouteSync.Declarations;

namespace RouteSync.MappingTemplates;

/// <summary>
/// A mapping template as people write it: a .vtl file with comments, indentation, <c>#parse("PATH")</c> and <c>#problem("CODE")</c>. The
/// path is relative to the file. API Gateway has no files to parse, and its output includes the blanks before a directive.
/// </summary>
/// <param name="problems">The problems of the API. Only a source with <c>#problem</c> asks for them.</param>
internal sealed partial class TemplateSource(Func<IReadOnlyList<DeclaredProblem>> problems)
{
    /// <summary>Whether a text is such a source and not the text that API Gateway gets.</summary>
    public static bool IsSource(string text) =>
        text.Split('\n').Select(line => line.Trim()).Any(line => Parse().IsMatch(line) || Problem().IsMatch(line));

    /// <summary>The lines that API Gateway gets: directives are replaced; indentation, comments and empty lines are removed.</summary>
    /// <exception cref="RouteSyncException">
    /// A file cannot be read, or parses itself, or the API has no such problem, or the lines are not VTL. The message has the place in the file.
    /// </exception>
    public IReadOnlyList<string> Lines(string path) => Checked([.. Lines(Path.GetFullPath(path), [])]);

    /// <summary>The same for lines that are not a file.</summary>
    /// <param name="origin">Where the lines come from. Messages name it.</param>
    /// <param name="folder">The folder that the paths of <c>#parse</c> are relative to.</param>
    public IReadOnlyList<string> Lines(IEnumerable<string> lines, string origin, string folder) =>
        Checked([.. Expand(lines, origin, Path.GetFullPath(folder), [])]);

    private static string[] Checked(SourceLine[] lines)
    {
        string[] texts = [.. lines.Select(line => line.Text)];
        if (TemplateRenderer.Check(string.Join('\n', texts)) is not { } error)
            return texts;
        // An unfinished block is an error at the end of the text.
        var line = lines[Math.Min(error.Line, lines.Length) - 1];
        throw new RouteSyncException($"{line.Origin}({line.Number},{line.Indentation + error.Column}): {error.Problem}");
    }

    private IEnumerable<SourceLine> Lines(string path, IReadOnlyList<string> parents)
    {
        if (parents.Contains(path))
            throw new RouteSyncException($"The mapping template {path} parses itself.");
        return Expand(Read(path), path, Path.GetDirectoryName(path)!, [.. parents, path]);
    }

    private IEnumerable<SourceLine> Expand(IEnumerable<string> lines, string origin, string folder, IReadOnlyList<string> parents)
    {
        foreach (var (index, source) in lines.Index())
        {
            var text = source.Trim();
            var line = new SourceLine(text, origin, index + 1, source.Length - source.TrimStart().Length);
            if (Parse().Match(text) is { Success: true } parse)
            {
                foreach (var parsed in Lines(Path.GetFullPath(parse.Groups["path"].Value, folder), parents))
                    yield return parsed;
            }
            else if (Problem().Match(text) is { Success: true } problem)
            {
                yield return line with { Text = Assignment(problem.Groups["code"].Value, origin) };
            }
            else if (text.Length > 0 && !text.StartsWith("##", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    private string Assignment(string code, string origin)
    {
        var problem = problems().FirstOrDefault(problem => problem.Code == code)
            ?? throw new RouteSyncException($"{origin}: the API declares no problem with the code {code}.");
        var type = VtlText.Checked(problem.Uri, $"the URI of the problem {code}");
        var title = VtlText.Checked(problem.Title, $"the title of the problem {code}");
        var status = problem.Status.ToString(CultureInfo.InvariantCulture);
        var checkedCode = VtlText.Checked(code, "the code of a problem");
        return $$"""#set($problem = {"type": "{{type}}", "status": {{status}}, "code": "{{checkedCode}}", "title": "{{title}}"})""";
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

    [GeneratedRegex("""^#problem\("(?<code>[^"]+)"\)\z""")]
    private static partial Regex Problem();

    /// <summary>A line with its place in the file that it comes from.</summary>
    private sealed record SourceLine(string Text, string Origin, int Number, int Indentation);
}
