using System.Diagnostics;

namespace LocalHost;

/// <summary>
/// A copy of this program that is compiled ahead of time, so that it starts faster. Debuggers and tests use the original. It takes some
/// seconds to make, so a running host makes it for the next start.
/// </summary>
internal static class CompiledCopy
{
    private static readonly string Project = Path.Combine(Repository.Root, "tools", "LocalHost", "compiled");

    /// <summary>
    /// Makes the copy, if the folder does not exist, and deletes the older copies beside it. After a failure the folder is empty: another
    /// attempt would fail too, for example because the registry lacks the compiler.
    /// </summary>
    /// <param name="folder">It has a name of its own for each build of this program. All folders beside it are such copies.</param>
    /// <param name="publish">Writes the copy into an empty folder; false if this is not possible.</param>
    public static async Task WriteAsync(
        string folder, Func<string, CancellationToken, Task<bool>> publish, CancellationToken cancellationToken)
    {
        try
        {
            var copies = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(folder))!);
            if (Directory.Exists(folder) || ExclusiveFile.TryOpen($"{copies.FullName}.lock") is not { } exclusive)
                return;
            using (exclusive)
            {
                foreach (var older in copies.GetDirectories())
                    older.Delete(recursive: true);
                var written = copies.CreateSubdirectory("new");
                if (!await publish(written.FullName, cancellationToken))
                {
                    written.Delete(recursive: true);
                    written.Create();
                }

                written.MoveTo(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LocalHostException)
        {
            // A running host may use an older copy. The next start tries again.
        }
    }

    /// <exception cref="LocalHostException">The .NET SDK is not on the PATH.</exception>
    public static async Task<bool> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(
            "dotnet",
            ["publish", Project, "--output", folder, "--verbosity", "quiet", "-nologo", "-tl:off", "-nodeReuse:false"],
            Repository.Root,
            "Without the .NET SDK, the next start takes as long as this one.",
            cancellationToken,
            ProcessPriorityClass.BelowNormal);
        return result.ExitCode == 0;
    }
}
