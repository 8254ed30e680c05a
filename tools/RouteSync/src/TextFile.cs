namespace RouteSync;

/// <summary>A file of the repository that RouteSync writes.</summary>
internal static class TextFile
{
    /// <returns>The empty text if there is no such file.</returns>
    /// <exception cref="RouteSyncException">The file cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="RouteSyncException">The file cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}
