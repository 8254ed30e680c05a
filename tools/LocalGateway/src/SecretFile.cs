using System.Security.Cryptography;
using System.Text;

namespace LocalGateway;

/// <summary>A file of the data folder that only its owner may read and that is made at first need.</summary>
internal static class SecretFile
{
    /// <summary>Reads the file, or makes it; of several processes that do this at once, one makes it for all.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or made.</exception>
    public static byte[] ReadOrCreate(string path, Func<byte[]> content)
    {
        if (!File.Exists(path))
            CreateAlone(path, content);
        return File.ReadAllBytes(path);
    }

    /// <inheritdoc cref="ReadOrCreate"/>
    public static string ReadOrCreateText(string path, Func<string> content) =>
        Encoding.UTF8.GetString(ReadOrCreate(path, () => Encoding.UTF8.GetBytes(content())));

    // A move that must not overwrite is no safeguard: on Unix it looks for the target, and then replaces what has come to be there.
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
            // A process ended while it had the mutex, which is ours now: the file is there whole, or not at all.
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
        // So that nobody reads a file that is not whole.
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
