using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.JsonPath;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Evaluation;

/// <summary>
/// The JSONPaths and regular expressions of one template, each compiled once. Those created at run time are kept while there is space.
/// </summary>
internal sealed class CompileCache
{
    private const int MaxEntries = 256;

    private readonly ConcurrentDictionary<string, CompiledPath> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Pattern, bool IsWhole), Regex> _regexes = new();

    /// <exception cref="JsonPathException">The text is not a JSONPath.</exception>
    public CompiledPath Path(string path) => Get(_paths, path, PathParser.Parse);

    /// <param name="pattern">In Java's dialect.</param>
    /// <param name="isWhole">Whether the pattern must match the whole text.</param>
    /// <exception cref="ArgumentException">The pattern is not valid.</exception>
    public Regex Regex(string pattern, bool isWhole) =>
        Get(_regexes, (pattern, isWhole), _ => isWhole ? JavaRegex.Whole(pattern) : JavaRegex.Find(pattern));

    private static TValue Get<TKey, TValue>(ConcurrentDictionary<TKey, TValue> cache, TKey key, Func<TKey, TValue> compile)
        where TKey : notnull
    {
        if (cache.TryGetValue(key, out var compiled))
            return compiled;
        compiled = compile(key);
        if (cache.Count < MaxEntries)
            cache.TryAdd(key, compiled);
        return compiled;
    }
}
