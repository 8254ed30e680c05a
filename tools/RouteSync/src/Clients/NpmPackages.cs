using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace RouteSync.Clients;

/// <summary>The packages of <c>package-lock.json</c>, installed once.</summary>
internal static class NpmPackages
{
    private const string Advice = "Install Node.js 20 or later with npm, for example with `apt-get install npm`, and make sure that both are on the PATH.";

    /// <param name="pinned">The folder with package.json and package-lock.json.</param>
    /// <param name="cache">The folder that keeps the installed packages. Each content of package-lock.json has its own folder.</param>
    /// <returns>The folder with node_modules. It appears complete or not at all.</returns>
    /// <exception cref="RouteSyncException">npm is missing, or the packages cannot be installed.</exception>
    public static async Task<string> InstallAsync(string pinned, string cache, CancellationToken cancellationToken)
    {
        var lockFile = Path.Combine(pinned, "package-lock.json");
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(lockFile, cancellationToken)))[..16];
        var folder = Path.GetFullPath(Path.Combine(cache, version));
        if (Directory.Exists(folder))
            return folder;

        var work = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(work);
            foreach (var file in (string[])[lockFile, Path.Combine(pinned, "package.json")])
                File.Copy(file, Path.Combine(work, Path.GetFileName(file)));
            await RunAsync(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"],
                work,
                cancellationToken);
            MoveUnlessThere(work, folder);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"The npm packages cannot be installed in {cache}: {exception.Message}", exception);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    /// <exception cref="RouteSyncException">The program is missing or fails.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, folder);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var lines = $"{await error}\n{await output}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return process.ExitCode == 0
            ? await output
            : throw new RouteSyncException($"`{program} {arguments[0]}` failed: {string.Join(" ", lines.Take(5))}");
    }

    private static Process Start(string program, string[] arguments, string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception exception)
        {
            throw new RouteSyncException($"The program {program} cannot be started. {Advice}", exception);
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
            // Another process was faster; both have the same packages.
        }
    }
}
