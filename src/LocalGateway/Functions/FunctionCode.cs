using System.Reflection;
using System.Runtime.Loader;
using Amazon.Lambda.Core;

namespace ApiGateway.Functions;

/// <summary>A folder of built assemblies, loaded at the first call of one of its functions.</summary>
internal sealed class FunctionCode(string codePath, Func<string, string> builtCode) : IDisposable
{
    private readonly Lock _lock = new();
    private LoadContext? _context;
    private bool _isDisposed;

    /// <exception cref="HandlerException">The folder has no such assembly.</exception>
    public Assembly Load(string assemblyName)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _context ??= CreateContext(assemblyName);
            return _context.LoadFromAssemblyName(new AssemblyName(assemblyName));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _context?.Unload();
            _context = null;
        }
    }

    private LoadContext CreateContext(string assemblyName)
    {
        var folder = builtCode(codePath);
        return File.Exists(Path.Combine(folder, assemblyName + ".dll"))
            ? new LoadContext(folder, assemblyName)
            : throw new HandlerException(
                $"There is no {assemblyName}.dll in {folder}: is the handler string right, and the project built?");
    }

    private sealed class LoadContext(string folder, string mainAssembly)
        : AssemblyLoadContext($"{mainAssembly} in {folder}", isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(Path.Combine(folder, mainAssembly + ".dll"));

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // Function and host must agree on ILambdaContext and ILambdaSerializer; all else is the function's own.
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

        // From memory, so that a build may replace the file while it is in use.
        private Assembly LoadCopy(string path)
        {
            using var assembly = new MemoryStream(File.ReadAllBytes(path));
            var symbols = Path.ChangeExtension(path, ".pdb");
            if (!File.Exists(symbols))
                return LoadFromStream(assembly);
            using var pdb = new MemoryStream(File.ReadAllBytes(symbols));
            return LoadFromStream(assembly, pdb);
        }
    }
}
