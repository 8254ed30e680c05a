namespace RouteSync.Clients;

/// <summary>The folder of a client. It may have other files, too.</summary>
internal static class ClientFolder
{
    /// <summary>The first line of each file of a client has this text.</summary>
    private const string Mark = "`dotnet dev.cs client";

    /// <summary>Writes the files, except for those that belong to the user.</summary>
    /// <returns>A line for each file.</returns>
    /// <exception cref="RouteSyncException">A file of this name exists, and it is not from a client. Then nothing is written.</exception>
    public static IEnumerable<string> Write(string folder, IReadOnlyList<ClientFile> files)
    {
        try
        {
            if (files.Select(file => Path.Combine(folder, file.Name)).FirstOrDefault(IsForeign) is { } foreign)
                throw new RouteSyncException($"{foreign} exists and is not a file of a client. Choose another folder with --out, or move the file.");
            Directory.CreateDirectory(folder);
            return [.. files.Select(file => Write(Path.Combine(folder, file.Name), file))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"The client cannot be written to {folder}: {exception.Message}", exception);
        }
    }

    private static bool IsForeign(string path) =>
        File.Exists(path) && File.ReadLines(path).FirstOrDefault()?.Contains(Mark, StringComparison.Ordinal) != true;

    private static string Write(string path, ClientFile file)
    {
        if (!file.IsGenerated && File.Exists(path))
            return File.ReadAllText(path) == file.Text ? $"unchanged: {path}" : $"kept: {path} (delete it to get the current one)";
        File.WriteAllText(path, file.Text);
        return $"written: {path}";
    }
}
