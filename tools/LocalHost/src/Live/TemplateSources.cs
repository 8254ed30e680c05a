namespace LocalHost.Live;

/// <summary>The <c>.vtl</c> files that the template is made from. When one changes, the template is made again.</summary>
/// <param name="folder">The folder with the files and with subfolders. Folders named bin and obj do not count.</param>
/// <param name="sync">Makes the template.</param>
internal sealed class TemplateSources(string folder, Func<CancellationToken, Task> sync)
{
    private volatile Stamps _stamps = Stamps.Of(folder);

    public bool HaveChanged => _stamps.Folders.Any(stamp => stamp.HasChanged) || _stamps.Files.Any(stamp => stamp.HasChanged);

    /// <summary>Makes the template again if a file was changed, added or removed.</summary>
    /// <exception cref="LocalHostException">The template cannot be made from the files.</exception>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        var (earlier, now) = (_stamps, Stamps.Of(folder));
        var isSame = earlier.Files.Select(stamp => stamp.Path).SequenceEqual(now.Files.Select(stamp => stamp.Path), StringComparer.Ordinal)
            && !earlier.Files.Any(stamp => stamp.HasChanged);
        _stamps = now;
        if (isSame)
            return;
        await sync(cancellationToken);
    }

    /// <summary>The files in a fixed order, and the folders: a folder changes when a file is added or removed.</summary>
    private sealed record Stamps(IReadOnlyList<FileStamp> Folders, IReadOnlyList<FileStamp> Files)
    {
        public static Stamps Of(string folder)
        {
            var folders = new List<FileStamp> { new(folder) };
            var files = new List<FileStamp>();
            for (var index = 0; index < folders.Count; index++)
            {
                // Each folder has its stamp before its entries are read.
                var path = folders[index].Path;
                files.AddRange(Directory.EnumerateFiles(path, "*.vtl").Select(file => new FileStamp(file)));
                folders.AddRange(Directory.EnumerateDirectories(path)
                    .Where(inner => Path.GetFileName(inner) is not ("bin" or "obj"))
                    .Select(inner => new FileStamp(inner)));
            }

            return new(folders, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);
        }
    }
}
