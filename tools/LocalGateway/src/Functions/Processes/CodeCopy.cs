using System.Security.Cryptography;

namespace LocalGateway.Functions.Processes;

/// <summary>
/// A copy of a folder of built code, from which processes run, so that a build can replace the files while they are in use. Disposing
/// deletes it.
/// </summary>
internal sealed class CodeCopy : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("local-function-");

    /// <param name="folder">The folder of the built code.</param>
    /// <param name="programs">The names of the programs in it that are not assemblies.</param>
    /// <exception cref="HandlerException">There is no such folder.</exception>
    public CodeCopy(string folder, IEnumerable<string> programs)
    {
        if (!Directory.Exists(folder))
            throw new HandlerException($"There is no folder {folder}. Build the function's project.");
        foreach (var source in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(folder, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        Versions = Directory.GetFiles(Folder, "*.dll").Concat(programs.Select(name => Path.Combine(Folder, name)))
            .Select(copied => (Source: Path.Combine(folder, Path.GetFileName(copied)), Version: VersionOf(copied)))
            .Where(file => file.Version is not null)
            .DistinctBy(file => file.Source)
            .ToDictionary(file => file.Source, file => file.Version!.Value);
    }

    public string Folder => _copy.FullName;

    /// <summary>The id of each assembly and program when it was copied, by the path of its source.</summary>
    public IReadOnlyDictionary<string, Guid> Versions { get; }

    /// <summary>An assembly's id (MVID), or a program's checksum. Null if there is no such file, or if it is incomplete.</summary>
    public static Guid? VersionOf(string path)
    {
        if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return AssemblyFile.ReadModuleVersion(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new Guid(SHA256.HashData(file).AsSpan(0, 16));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            _copy.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps the files of a process for a moment. The system cleans its folder of temporary files.
        }
    }
}
