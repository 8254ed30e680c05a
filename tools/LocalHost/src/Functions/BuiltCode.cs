using System.Collections.Concurrent;
using System.Reflection;

namespace LocalHost.Functions;

/// <summary>Finds the built assemblies behind a function's <c>CodeUri</c>.</summary>
internal static class BuiltCode
{
    /// <summary>The build configuration of this host. A project must use the same one.</summary>
    internal static readonly string Configuration =
        typeof(BuiltCode).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    // MSBuild takes most of a second to evaluate a project.
    private static readonly ConcurrentDictionary<string, string> Targets = new(StringComparer.Ordinal);

    /// <summary>The folders of built assemblies by code path. This process evaluates each project once.</summary>
    /// <exception cref="LocalHostException">A path has neither a single project nor assemblies, or its project does not build.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> LocateAsync(
        IEnumerable<string> codePaths, Action<string> report, CancellationToken cancellationToken)
    {
        var located = await Task.WhenAll(codePaths.Distinct(StringComparer.Ordinal)
            .Select(async path => (path, folder: await LocateAsync(path, report, cancellationToken))));
        return located.ToDictionary(item => item.path, item => item.folder, StringComparer.Ordinal);
    }

    /// <summary>The same without exception: the second result has the reason for each path whose code cannot be had.</summary>
    public static async Task<(IReadOnlyDictionary<string, string> Folders, IReadOnlyDictionary<string, string> Missing)> LocateAvailableAsync(
        IEnumerable<string> codePaths, Action<string> report, CancellationToken cancellationToken)
    {
        var folders = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var missing = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Task.WhenAll(codePaths.Distinct(StringComparer.Ordinal).Select(async path =>
        {
            try
            {
                folders[path] = await LocateAsync(path, report, cancellationToken);
            }
            catch (LocalHostException exception)
            {
                missing[path] = exception.Message;
            }
        }));
        return (folders, missing);
    }

    private static async Task<string> LocateAsync(string codePath, Action<string> report, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(codePath))
            throw new LocalHostException($"The function code {codePath} (CodeUri) is not a folder on this machine.");
        switch (Directory.GetFiles(codePath, "*.??proj"))
        {
            case [var project]:
                return await OutputOfAsync(project, report, cancellationToken);
            case [] when Directory.EnumerateFiles(codePath, "*.dll").Any() || File.Exists(Path.Combine(codePath, "bootstrap")):
                return codePath;
            case []:
                throw new LocalHostException($"The function code {codePath} (CodeUri) contains neither a .NET project nor built assemblies nor a program bootstrap.");
            default:
                throw new LocalHostException($"The function code {codePath} (CodeUri) contains more than one project.");
        }
    }

    private static async Task<string> OutputOfAsync(string project, Action<string> report, CancellationToken cancellationToken)
    {
        var assembly = Targets.GetValueOrDefault(project) ?? RememberedTarget.Find(project, Configuration) ?? await TargetAsync();
        if (!File.Exists(assembly))
        {
            report($"Building {project} …");
            // Uses no build servers, because they would keep running after this host.
            string[] quietly = ["--nologo", "--verbosity", "quiet", "--disable-build-servers"];
            var build = await DotnetAsync(["build", project, "--configuration", Configuration, .. quietly]);
            if (build.ExitCode != 0)
                throw new LocalHostException($"The project {project} does not build: {build.Complaint}");
        }

        RememberedTarget.Remember(project, Configuration, assembly);

        return Path.GetDirectoryName(assembly)!;

        async Task<string> TargetAsync()
        {
            var target = await DotnetAsync(["msbuild", project, "-getProperty:TargetPath", $"-property:Configuration={Configuration}"]);
            var path = target.Output.Trim();
            if (target.ExitCode != 0 || path.Length == 0)
                throw new LocalHostException($"The project {project} cannot be read: {target.Complaint}");
            return Targets.GetOrAdd(project, path);
        }

        Task<ToolResult> DotnetAsync(string[] arguments) => Tool.RunAsync(
            "dotnet", arguments, Path.GetDirectoryName(project)!, "The .NET SDK must be on the PATH.", cancellationToken);
    }
}
