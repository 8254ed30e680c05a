using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace LocalHost.DynamoDbLocal;

/// <summary>
/// Class data sharing for DynamoDB Local: an archive of its loaded classes, with which Java starts in half the time. Java writes it once, at
/// the end of the first run. Another Java gets another archive.
/// </summary>
internal sealed class ClassArchive : IDisposable
{
    private const string Jar = "DynamoDBLocal.jar";

    private readonly string _archive;
    private readonly string _written;
    private readonly FileStream? _lock;

    private ClassArchive(string archive, FileStream? exclusive, IReadOnlyList<string> arguments)
    {
        (_archive, _lock, Arguments) = (archive, exclusive, arguments);
        _written = WrittenTo(archive);
    }

    /// <summary>Whether Java writes the archive at its end.</summary>
    public bool IsWritten => _lock is not null;

    /// <summary>The arguments for Java, with the class path.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Without an archive, and if the folder cannot be written, Java starts as without this class.</summary>
    /// <param name="packageFolder">The folder of DynamoDBLocal.jar.</param>
    /// <param name="isWriter">Whether this run writes a missing archive, which takes Java some seconds at its end.</param>
    public static ClassArchive Open(string packageFolder, bool isWriter)
    {
        var folder = Path.Combine(packageFolder, "start");
        var archive = Path.Combine(folder, $"{KeyOfJava()}.jsa");
        try
        {
            Directory.CreateDirectory(folder);
            var jar = Path.Combine(folder, Jar);
            if (!File.Exists(jar))
                CopyWithoutManifest(Path.Combine(packageFolder, Jar), jar);
            var libraries = Directory.GetFiles(Path.Combine(packageFolder, "DynamoDBLocal_lib"), "*.jar").Order(StringComparer.Ordinal);
            string[] classPath = ["-Xlog:disable", "-cp", string.Join(Path.PathSeparator, [jar, .. libraries])];
            if (File.Exists(archive))
                return new(archive, null, [$"-XX:SharedArchiveFile={archive}", .. classPath]);
            return isWriter && TryLock(archive) is { } exclusive
                ? new(archive, exclusive, [$"-XX:ArchiveClassesAtExit={WrittenTo(archive)}", .. classPath])
                : new(archive, null, classPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new(archive, null, ["-cp", Jar]);
        }
    }

    /// <summary>Must be called when Java has exited. Java has then written the archive completely, unless it was killed.</summary>
    /// <param name="exitCode">Java's exit code.</param>
    public void Complete(int exitCode)
    {
        if (_lock is null || !File.Exists(_written))
            return;
        try
        {
            if (exitCode == 0)
                File.Move(_written, _archive, overwrite: true);
            else
                File.Delete(_written);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }

    public void Dispose() => _lock?.Dispose();

    private static string WrittenTo(string archive) => $"{archive}.new";

    // Several hosts may run their first time together. One of them writes the archive.
    private static FileStream? TryLock(string archive)
    {
        try
        {
            return new FileStream($"{archive}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The manifest's class path has a folder, which class data sharing refuses.</summary>
    private static void CopyWithoutManifest(string source, string target)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}";
        using (var from = ZipFile.OpenRead(source))
        using (var to = ZipFile.Open(temporary, ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.EndsWith(".MF", StringComparison.OrdinalIgnoreCase)))
            {
                using var content = entry.Open();
                using var copy = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                content.CopyTo(copy);
            }
        }

        File.Move(temporary, target, overwrite: true);
    }

    private static string KeyOfJava()
    {
        var java = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, "java"), Path.Combine(folder, "java.exe")])
            .FirstOrDefault(File.Exists) ?? "java";
        var real = File.Exists(java) ? File.ResolveLinkTarget(java, returnFinalTarget: true)?.FullName ?? java : java;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{real} {File.GetLastWriteTimeUtc(real).Ticks}"))))[..12];
    }
}
