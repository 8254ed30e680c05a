using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>Loads a function's assemblies separately from the host's, as if the function had its own process.</summary>
internal sealed class CodeLoadContext(string folder, string mainAssembly, bool isCollectible)
    : AssemblyLoadContext($"{mainAssembly} in {folder}", isCollectible)
{
    private readonly AssemblyDependencyResolver _resolver = new(Path.Combine(folder, mainAssembly + ".dll"));
    private readonly ConcurrentDictionary<string, Guid> _moduleVersions = [];

    /// <summary>Keyed by the path of each loaded assembly. The id is empty for a file that is not an assembly.</summary>
    public IEnumerable<KeyValuePair<string, Guid>> ModuleVersions => _moduleVersions;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Function and host must share the types ILambdaContext and ILambdaSerializer. The function has its own copy of all others.
        var core = typeof(ILambdaContext).Assembly;
        if (assemblyName.Name == core.GetName().Name)
            return core;
        var path = _resolver.ResolveAssemblyToPath(assemblyName);
        if (path is null && Path.Combine(folder, assemblyName.Name + ".dll") is var beside && File.Exists(beside))
            path = beside;
        return path is null ? null : LoadCopy(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    // Loaded from memory, so that a build can replace the file while it is in use.
    private Assembly LoadCopy(string path)
    {
        using var image = new MemoryStream(File.ReadAllBytes(path));
        _moduleVersions[path] = AssemblyFile.ReadModuleVersion(image) ?? Guid.Empty;
        image.Position = 0;
        var symbols = Path.ChangeExtension(path, ".pdb");
        using var pdb = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
        return LoadFromStream(image, pdb);
    }
}
