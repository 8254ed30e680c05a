using System.Security.Cryptography;
using System.Text;

namespace LocalGateway;

/// <summary>A file in the data folder that only its owner may read. It is created when it is first needed.</summary>
internal static class SecretFile
{
    /// <summary>Reads the file, or creates it. If several processes do this at once, one creates it for all.</summary>
    /// <exception cref="IOException">The file cannot be read or created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or created.</exception>
    public static byte[] ReadOrCreate(string path, Func<byte[]> content)
    {
        if (!File.Exists(path))
            CreateAlone(path, content);
        return File.ReadAllBytes(path);
    }

    /// <inheritdoc cref="ReadOrCreate"/>
    public static string ReadOrCreateText(string path, Func<string> content) =>
        Encoding.UTF8.GetString(ReadOrCreate(path, () => Encoding.UTF8.GetBytes(content())));

    // File.Move without overwriting is not enough. On Unix it checks for the target first, and may then replace a newly created file.
    private static void CreateAlone(string path, Func<byte[]> content)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))));
        using var mutex = new Mutex(
            initiallyOwned: false, $"LocalGateway-{name}", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Another process ended while it held the mutex. This one has it now. The file is either complete or does not exist.
        }

        try
        {
            if (!File.Exists(path))
                Create(path, content());
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private static void Create(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        using (var file = new FileStream(draft, OwnerOnly()))
            file.Write(content);
        // Moved into place, so that no process reads an incomplete file.
        File.Move(draft, path);
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
