using System.Security.Cryptography;
using System.Text;

namespace LocalHost.Live;

/// <summary>
/// How a file was at one moment. Some file systems keep times in steps of up to two seconds. Two writes in one step have the same time, so
/// the content of a file that was just written is compared too.
/// </summary>
/// <param name="path">A file, or a folder: a folder changes when an entry is added, renamed or removed.</param>
internal sealed class FileStamp(string path)
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    private readonly (long Length, DateTime Written) _state = StateOf(path);
    private volatile byte[]? _content = HashOf(path, StateOf(path).Written);

    public string Path => path;

    /// <summary>A file that cannot be read counts as changed when it was readable before, and the other way round.</summary>
    public bool HasChanged
    {
        get
        {
            var now = StateOf(path);
            if (now != _state)
                return true;
            if (_content is not { } content)
                return false;
            if (HashOf(path) is not { } hash || !hash.AsSpan().SequenceEqual(content))
                return true;
            if (!IsFresh(now.Written))
                _content = null;
            return false;
        }
    }

    private static (long Length, DateTime Written) StateOf(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
            return (file.Length, file.LastWriteTimeUtc);
        return Directory.Exists(path) ? (0, Directory.GetLastWriteTimeUtc(path)) : (-1, default);
    }

    private static bool IsFresh(DateTime written) => (DateTime.UtcNow - written).Duration() < LongestStep;

    private static byte[]? HashOf(string path, DateTime written) => IsFresh(written) ? HashOf(path) : null;

    /// <summary>Of a folder: the names in it. Null if it cannot be read.</summary>
    private static byte[]? HashOf(string path)
    {
        try
        {
            if (File.Exists(path))
                return SHA256.HashData(File.ReadAllBytes(path));
            return Directory.Exists(path)
                ? SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
