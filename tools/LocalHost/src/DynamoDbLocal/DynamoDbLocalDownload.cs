using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace LocalHost.DynamoDbLocal;

/// <summary>DynamoDB Local from an npm package, downloaded once and kept unpacked in a cache folder.</summary>
public static class DynamoDbLocalDownload
{
    private const string Name = "amplify-dynamodb-simulator";
    private const string Version = "2.9.30";
    private const string FolderInPackage = "package/emulator/";
    private const string Sha512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==";

    /// <summary>The folder in which the working copy keeps the download.</summary>
    public static string DefaultCacheFolder => Path.Combine(Repository.Root, ".local", "dynamodb-local");

    /// <summary>
    /// The folder of DynamoDBLocal.jar in <paramref name="cacheFolder"/>, downloaded with <c>npm pack</c> if it does not exist. It
    /// appears complete or not at all. Processes that download at the same time do not disturb each other.
    /// </summary>
    /// <exception cref="LocalHostException">npm is missing, the download fails or is damaged, or the folder cannot be written.</exception>
    public static async Task<string> FetchAsync(string cacheFolder, Action<string> report, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(cacheFolder, Version);
        if (Directory.Exists(folder))
            return folder;
        report($"Downloading DynamoDB Local once (npm package {Name}@{Version}) …");
        var work = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(work);
            var archive = await DownloadAsync(work, cancellationToken);
            var unpacked = Path.Combine(work, "unpacked");
            await UnpackAsync(archive, unpacked, cancellationToken);
            MoveUnlessThere(unpacked, folder);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"DynamoDB Local cannot be unpacked into {cacheFolder}: {exception.Message}", exception);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<string> DownloadAsync(string folder, CancellationToken cancellationToken)
    {
        var npm = await Tool.RunAsync(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            ["pack", $"{Name}@{Version}", "--ignore-scripts", "--prefer-offline", "--loglevel=error"],
            folder,
            $"npm downloads DynamoDB Local. Install Node.js, or set {LocalEndpoint.Variable} to the URL of a running DynamoDB Local.",
            cancellationToken);
        var archive = Path.Combine(folder, $"{Name}-{Version}.tgz");
        if (npm.ExitCode != 0 || !File.Exists(archive))
            throw new LocalHostException($"DynamoDB Local cannot be downloaded: 'npm pack {Name}@{Version}' failed: {npm.Complaint}");
        return archive;
    }

    /// <exception cref="LocalHostException">The archive is not the expected one, or does not contain the emulator.</exception>
    internal static async Task UnpackAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        if (Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellationToken)) != Sha512)
            throw new LocalHostException($"The downloaded {Name}@{Version} has another SHA-512 than expected. It was damaged or changed.");
        file.Position = 0;
        await using var content = new GZipStream(file, CompressionMode.Decompress);
        await using var reader = new TarReader(content);
        while (await reader.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
            if (!isFile || !entry.Name.StartsWith(FolderInPackage, StringComparison.Ordinal))
                continue;
            var path = Path.Combine(folder, entry.Name[FolderInPackage.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await entry.ExtractToFileAsync(path, overwrite: false, cancellationToken);
        }
    }

    private static void MoveUnlessThere(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException) when (Directory.Exists(to))
        {
            // Another process was faster; both hold the same bytes.
        }
    }
}
