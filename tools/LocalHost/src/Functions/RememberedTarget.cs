namespace LocalHost.Functions;

/// <summary>
/// The path of a project's assembly, remembered in the project's <c>obj</c> folder. MSBuild needs most of a second to find it. It is
/// forgotten when the project or a file that MSBuild imports by itself changes.
/// </summary>
internal static class RememberedTarget
{
    private static readonly string[] Imported =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Directory.Build.rsp", "global.json"];

    /// <summary>Null if the path is not known for the project as it is now, or the assembly does not exist.</summary>
    public static string? Find(string project, string configuration)
    {
        try
        {
            return File.ReadAllText(FileOf(project, configuration)).Split('\n') is [var path, .. var inputs]
                && inputs.SequenceEqual(InputsOf(project), StringComparer.Ordinal)
                && File.Exists(path)
                    ? path
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A folder that cannot be written only costs time at the next start.</summary>
    public static void Remember(string project, string configuration, string path)
    {
        try
        {
            File.WriteAllText(FileOf(project, configuration), string.Join('\n', [path, .. InputsOf(project)]));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string FileOf(string project, string configuration) =>
        Path.Combine(Path.GetDirectoryName(project)!, "obj", $"{Path.GetFileName(project)}.{configuration}.target");

    private static IEnumerable<string> InputsOf(string project)
    {
        yield return StampOf(project);
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(project)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in Imported)
            {
                if (Path.Combine(folder, name) is var file && File.Exists(file))
                    yield return StampOf(file);
            }
        }
    }

    private static string StampOf(string file) =>
        FormattableString.Invariant($"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}");
}
