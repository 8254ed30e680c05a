using System.Collections.Concurrent;
using ApiGateway.MappingTemplates.JsonPath;

namespace ApiGateway.MappingTemplates.Evaluation;

/// <summary>The JSONPaths of one template, each compiled once. Paths made at run time are kept while there is room.</summary>
internal sealed class JsonPathCache
{
    private const int MaxPaths = 256;

    private readonly ConcurrentDictionary<string, CompiledPath> _paths = new(StringComparer.Ordinal);

    /// <exception cref="JsonPathException">It is no JSONPath.</exception>
    public CompiledPath Get(string path)
    {
        if (_paths.TryGetValue(path, out var compiled))
            return compiled;
        compiled = PathParser.Parse(path);
        if (_paths.Count < MaxPaths)
            _paths.TryAdd(path, compiled);
        return compiled;
    }

    public CompiledPath Get(string path, RenderScope scope)
    {
        try
        {
            scope.Charge(path.Length);
            return Get(path);
        }
        catch (JsonPathException error)
        {
            throw scope.Error(error.Message, inner: error);
        }
    }
}
