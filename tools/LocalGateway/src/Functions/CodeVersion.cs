using System.Collections.Concurrent;
using System.Reflection;

namespace LocalGateway.Functions;

/// <summary>
/// The assemblies of a folder, each as it was when first needed, and the idle environments made from them. They are released once the
/// version is retired and no caller uses it.
/// </summary>
/// <param name="isRebuilt">
/// Whether it replaces another version. Only then can its assemblies be unloaded. Without a rebuild they stay as long as the process
/// anyway, and runtimes before the fix of dotnet/runtime#132562 may fail when many threads run code that can be unloaded.
/// </param>
internal sealed class CodeVersion(string folder, bool isRebuilt)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ConcurrentStack<FunctionEnvironment>> _idle = [];
    private CodeLoadContext? _context;
    private int _users;
    private bool _isRetired;

    /// <summary>The idle environments of one function, ready for the next request.</summary>
    public ConcurrentStack<FunctionEnvironment> IdleEnvironmentsOf(string function) => _idle.GetOrAdd(function, static _ => []);

    /// <exception cref="HandlerException">The folder does not contain the assembly.</exception>
    public Assembly Load(string assemblyName)
    {
        if (!File.Exists(Path.Combine(folder, assemblyName + ".dll")))
        {
            throw new HandlerException(
                $"The folder {folder} has no {assemblyName}.dll. Check the function's Handler and build its project.");
        }

        lock (_lock)
            _context ??= new(folder, assemblyName, isCollectible: isRebuilt);
        return _context.LoadFromAssemblyName(new AssemblyName(assemblyName));
    }

    /// <summary>
    /// The file name of an assembly whose file on disk differs from the loaded one. Null if there is none. Also null if the file of a
    /// loaded assembly is incomplete: then the build is not finished.
    /// </summary>
    public string? FindRebuilt()
    {
        string? rebuilt = null;
        foreach (var (path, moduleVersion) in _context?.ModuleVersions ?? [])
        {
            if (AssemblyFile.ReadModuleVersion(path) is not { } onDisk)
                return null;
            if (onDisk != moduleVersion)
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
        if (!_isRetired || _users > 0 || _context is null)
            return;
        _idle.Clear();
        if (isRebuilt)
            _context.Unload();
        _context = null;
    }
}
