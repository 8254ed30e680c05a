using RouteSync.Declarations;

namespace RouteSync.Direct;

/// <summary>The .vtl files that replace generated templates.</summary>
internal static class HandWrittenTemplates
{
    private static readonly string[] Parts = ["request", "response", "error"];

    /// <summary>The files by name and part: <c>GetNote.response</c>. The paths are relative to the project folder.</summary>
    /// <exception cref="RouteSyncException">Two files have the same name, or a file belongs to no direct route.</exception>
    public static IReadOnlyDictionary<string, string> Find(string projectFolder, DeclaredApi api)
    {
        var names = api.Routes.Where(route => route.Direct is not null).Select(route => route.Name).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Files(projectFolder))
        {
            var key = Path.GetFileNameWithoutExtension(file);
            if (!names.Contains(Path.GetFileNameWithoutExtension(key)))
                throw new RouteSyncException($"{file}: no direct route has the name {Path.GetFileNameWithoutExtension(key)}.");
            if (!found.TryAdd(key, file))
                throw new RouteSyncException($"{found[key]} and {file} replace the same template. Delete one of them.");
        }

        return found;
    }

    private static IEnumerable<string> Files(string projectFolder) =>
        Directory.EnumerateFiles(projectFolder, "*.vtl", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(projectFolder, file).Replace('\\', '/'))
            .Where(file => file.Split('/')[0] is not ("bin" or "obj"))
            .Where(file => Parts.Any(part => file.EndsWith($".{part}.vtl", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
}
