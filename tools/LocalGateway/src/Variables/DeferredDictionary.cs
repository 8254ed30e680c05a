using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LocalGateway.Variables;

/// <summary>A dictionary created when it is first read: most mapping templates read only a few of the available maps.</summary>
/// <param name="source">What it is made from. With a static <paramref name="make"/>, there is no closure.</param>
internal sealed class DeferredDictionary<TSource, TValue>(TSource source, Func<TSource, IReadOnlyDictionary<string, TValue>> make)
    : IReadOnlyDictionary<string, TValue>
{
    private IReadOnlyDictionary<string, TValue>? _made;

    public IEnumerable<string> Keys => Made.Keys;

    public IEnumerable<TValue> Values => Made.Values;

    public int Count => Made.Count;

    private IReadOnlyDictionary<string, TValue> Made => _made ??= make(source);

    public TValue this[string key] => Made[key];

    public bool ContainsKey(string key) => Made.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => Made.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => Made.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
