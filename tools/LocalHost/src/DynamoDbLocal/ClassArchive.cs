using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace LocalHost.DynamoDbLocal;

/// <summary>
/// Class data sharing for DynamoDB Local: an archive of its loaded classes, with which Java starts in half the time. Another Java or
/// another folder gets another archive: Java would ignore this one without a word.
/// </summary>
internal static class ClassArchive
{
    private const string Jar = "DynamoDBLocal.jar";

    /// <summary>The arguments for Java, with the class path, and with the archive if there is one.</summary>
    /// <param name="packageFolder">The folder of DynamoDBLocal.jar.</param>
    public static IReadOnlyList<string> Arguments(string packageFolder)
    {
        try
        {
            var archive = PathOf(packageFolder);
            return File.Exists(archive) ? [$"-XX:SharedArchiveFile={archive}", .. ClassPath(packageFolder)] : ClassPath(packageFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Java starts without an archive if the folder cannot be written.
            return ["-cp", Jar];
        }
    }

    /// <summary>Writes the archive, if there is none. This starts a second DynamoDB Local in memory, and takes some seconds.</summary>
    public static async Task WriteAsync(string packageFolder, CancellationToken cancellationToken)
    {
        try
        {
            var archive = PathOf(packageFolder);
            var classPath = ClassPath(packageFolder);
            if (File.Exists(archive) || ExclusiveFile.TryOpen($"{archive}.lock") is not { } exclusive)
                return;
            using (exclusive)
            {
                var written = $"{archive}.new";
                File.Delete(written);
                if (await DynamoDbLocalProcess.RunOnceAsync(
                    packageFolder, [$"-XX:ArchiveClassesAtExit={written}", .. classPath], cancellationToken))
                    File.Move(written, archive, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or LocalHostException)
        {
            // The next run tries again.
        }
    }

    private static string PathOf(string packageFolder) => Path.Combine(packageFolder, "start", $"{Key(packageFolder)}.jsa");

    private static IReadOnlyList<string> ClassPath(string packageFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(packageFolder, "start"));
        var jar = Path.Combine(folder.FullName, Jar);
        if (!File.Exists(jar))
            CopyWithoutManifest(Path.Combine(packageFolder, Jar), jar);
        var libraries = Directory.GetFiles(Path.Combine(packageFolder, "DynamoDBLocal_lib"), "*.jar").Order(StringComparer.Ordinal);
        return ["-Xlog:disable", "-cp", string.Join(Path.PathSeparator, [jar, .. libraries])];
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

    private static string Key(string packageFolder)
    {
        var java = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, "java"), Path.Combine(folder, "java.exe")])
            .FirstOrDefault(File.Exists) ?? "java";
        var real = File.Exists(java) ? File.ResolveLinkTarget(java, returnFinalTarget: true)?.FullName ?? java : java;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{Path.GetFullPath(packageFolder)} {real} {File.GetLastWriteTimeUtc(real).Ticks}"))))[..12];
    }
}
