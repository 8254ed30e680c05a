using System.Collections.Concurrent;
using System.Reflection;

namespace LocalGateway.Functions;

/// <summary>
/// The assemblies of a folder as they were when they were first needed, and the idle environments made of them. Let go once it is
/// retired and nobody is in it.
/// </summary>
/// <param name="isRebuilt">
/// Whether it takes the place of another. Only then can its assemblies be unloaded: those of a host that nobody rebuilds stay as long as
/// the process anyway, and runtimes before the fix of dotnet/runtime#132562 may go wrong where many threads run code that can be unloaded.
/// </param>
internal sealed class CodeVersion(string folder, bool isRebuilt)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ConcurrentStack<FunctionEnvironment>> _idle = [];
    private CodeLoadContext? _context;
    private int _users;
    private bool _isRetired;

    /// <summary>Those of one function, which wait for the next request.</summary>
    public ConcurrentStack<FunctionEnvironment> IdleEnvironmentsOf(string function) => _idle.GetOrAdd(function, static _ => []);

    /// <exception cref="HandlerException">The folder has no such assembly.</exception>
    public Assembly Load(string assemblyName)
    {
        if (!File.Exists(Path.Combine(folder, assemblyName + ".dll")))
        {
            throw new HandlerException(
                $"There is no {assemblyName}.dll in {folder}: is the handler string right, and the project built?");
        }

        lock (_lock)
            _context ??= new(folder, assemblyName, isCollectible: isRebuilt);
        return _context.LoadFromAssemblyName(new AssemblyName(assemblyName));
    }

    /// <summary>
    /// The file name of an assembly that is another on disk than the one loaded. Null if there is none, or if a loaded one is not whole
    /// on disk: then the build that writes it is not done.
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

    /// <summary>Not to be called on a retired one.</summary>
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

    /// <summary>Keeps it loaded for code that runs on although nobody waits for it any more.</summary>
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
