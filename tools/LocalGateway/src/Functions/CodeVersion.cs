using System.Collections.Concurrent;
using System.Reflection;
using LocalGateway.Functions.Processes;

namespace LocalGateway.Functions;

/// <summary>
/// The assemblies of a folder, each as it was when first needed, and the idle environments made from them. They are released once the
/// version is retired and no caller uses it.
/// </summary>
/// <param name="isRebuilt">
/// Whether it replaces another version. Only then can its assemblies be unloaded. Without a rebuild they stay as long as the process
/// anyway, and runtimes before the fix of dotnet/runtime#132562 may fail when many threads run code that can be unloaded.
/// </param>
/// <param name="programs">The names of programs in the folder that are not assemblies.</param>
internal sealed class CodeVersion(string folder, bool isRebuilt, IReadOnlyList<string> programs)
{
    private readonly Lock _lock = new();
    private readonly Lock _copying = new();
    private readonly ConcurrentDictionary<string, ConcurrentStack<IFunctionEnvironment>> _idle = [];
    private CodeLoadContext? _context;
    private CodeCopy? _copy;
    private int _users;
    private bool _isRetired;

    public string Folder => folder;

    /// <summary>The idle environments of one function, ready for the next request.</summary>
    public ConcurrentStack<IFunctionEnvironment> IdleEnvironmentsOf(string function) => _idle.GetOrAdd(function, static _ => []);

    /// <exception cref="HandlerException">The folder does not contain the assembly.</exception>
    public Assembly Load(string assemblyName)
    {
        RequireAssembly(folder, assemblyName);
        lock (_lock)
            _context ??= new(folder, assemblyName, isCollectible: isRebuilt);
        return _context.LoadFromAssemblyName(new AssemblyName(assemblyName));
    }

    /// <exception cref="HandlerException">The folder does not contain the assembly.</exception>
    public static void RequireAssembly(string folder, string assemblyName)
    {
        if (!File.Exists(Path.Combine(folder, assemblyName + ".dll")))
        {
            throw new HandlerException(
                $"The folder {folder} has no {assemblyName}.dll. Check the function's Handler and build its project.");
        }
    }

    /// <summary>The folder's copy, from which its processes run.</summary>
    /// <exception cref="HandlerException">There is no folder.</exception>
    public string Copy()
    {
        lock (_copying)
            return (_copy ??= new(folder, programs)).Folder;
    }

    /// <summary>
    /// The file name of an assembly or program whose file on disk differs from the loaded or copied one. Null if there is none. Also null
    /// if one of the files is incomplete: then the build is not finished.
    /// </summary>
    public string? FindRebuilt()
    {
        string? rebuilt = null;
        foreach (var (path, version) in (_context?.ModuleVersions ?? []).Concat(_copy?.Versions ?? new Dictionary<string, Guid>()))
        {
            if (CodeCopy.VersionOf(path) is not { } onDisk)
                return null;
            if (onDisk != version)
                rebuilt ??= Path.GetFileName(path);
        }

        return rebuilt;
    }

    /// <summary>Must not be called on a retired version.</summary>
    public void Enter()
    {
        lock (_lock)
            _users++;
    }

    public void Exit()
    {
        lock (_lock)
        {
            _users--;
            LetGoIfUnused();
        }
    }

    /// <summary>Keeps the version loaded for code that still runs although its caller no longer waits.</summary>
    public void KeepUntilEndOf(Task running)
    {
        Enter();
        _ = running.ContinueWith(_ => Exit(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Retire()
    {
        lock (_lock)
        {
            _isRetired = true;
            LetGoIfUnused();
        }
    }

    private void LetGoIfUnused()
    {
        if (!_isRetired || _users > 0)
            return;
        _ = EndProcessesAsync([.. _idle.Values.SelectMany(idle => idle).OfType<ProcessEnvironment>()], _copy);
        _copy = null;
        _idle.Clear();
        if (isRebuilt)
            _context?.Unload();
        _context = null;
    }

    // The copy is in use until then.
    private static async Task EndProcessesAsync(IReadOnlyList<ProcessEnvironment> processes, CodeCopy? copy)
    {
        await Task.WhenAll(processes.Select(process => process.EndAsync()));
        copy?.Dispose();
    }
}
