namespace ApiGateway;

/// <summary>A file of the data folder that only its owner may read and that is made at first need.</summary>
internal static class SecretFile
{
    /// <summary>Reads the file, or makes it; of several processes that do this at once, one makes it for all.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or made.</exception>
    public static string ReadOrCreate(string path, Func<string> content)
    {
        if (!File.Exists(path))
            Create(path, content());
        return File.ReadAllText(path);
    }

    private static void Create(string path, string content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        using (var writer = new StreamWriter(new FileStream(draft, OwnerOnly())))
            writer.Write(content);
        try
        {
            // Whole or not at all, and never over another's.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
