using RouteSync.Declarations;

namespace RouteSync.Docs;

/// <summary>
/// Writes the tables of the documentation. Each table is between the lines <c>&lt;!-- sync:NAME --&gt;</c> and <c>&lt;!-- /sync --&gt;</c>.
/// The text around it stays as it is.
/// </summary>
internal static class DocTables
{
    private const string End = "<!-- /sync -->";

    private static readonly (string File, string Name, Func<DeclaredApi, IEnumerable<string>> Lines)[] Tables =
    [
        ("caching.md", "caching", Rows.OfCache),
        ("limits.md", "limits", Rows.OfLimits),
        ("problems.md", "problems", Rows.OfProblems),
        ("routes.md", "routes", Rows.OfRoutes),
        ("storage.md", "rights", Rows.OfRights),
    ];

    /// <returns>Each file with its new text, also if the text is the same.</returns>
    /// <exception cref="RouteSyncException">A file or its markers are missing.</exception>
    public static IReadOnlyList<(string Path, string Text)> Update(DeclaredApi api, string docsFolder) =>
    [
        .. Tables.Select(table =>
        {
            var path = Path.Combine(docsFolder, table.File);
            return (path, Replace(path, table.Name, table.Lines(api)));
        }),
    ];

    private static string Replace(string path, string name, IEnumerable<string> lines)
    {
        if (!File.Exists(path))
            throw new RouteSyncException($"There is no file {path}.");
        var text = File.ReadAllText(path);
        var begin = $"<!-- sync:{name} -->";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        if (end < 0)
            throw new RouteSyncException($"{path} needs the lines {begin} and {End}. The table goes between them.");
        var table = string.Concat(lines.Select(line => $"{line}\n"));
        return $"{text[..start]}{begin}\n`dotnet dev.cs sync` writes this table from the code.\n\n{table}{text[end..]}";
    }
}
