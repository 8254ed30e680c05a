namespace LocalGateway.MappingTemplates.Values;

/// <summary>A java.util.LinkedHashMap: keeps insertion order. Keys can have any type; <c>1</c> and <c>"1"</c> are different keys.</summary>
internal sealed class JavaMap
{
    private readonly OrderedDictionary<object, object?> _entries = [];
    private HashSet<object>? _replaced;

    public int Count => _entries.Count;

    /// <summary>In insertion order.</summary>
    public IReadOnlyList<KeyValuePair<object, object?>> Entries => _entries;

    public static JavaMap Of(params ReadOnlySpan<(string Key, object? Value)> entries)
    {
        var map = new JavaMap();
        foreach (var (key, value) in entries)
            map.Put(key, value);
        return map;
    }

    public bool ContainsKey(object key) => _entries.ContainsKey(key);

    public object? Get(object key) => _entries.TryGetValue(key, out var value) ? value : null;

    /// <summary>The keys whose value was put more than once.</summary>
    public IReadOnlyCollection<object> Replaced => _replaced is null ? [] : _replaced;

    /// <returns>The previous value.</returns>
    public object? Put(object key, object? value)
    {
        if (!_entries.TryGetValue(key, out var previous))
        {
            _entries.Add(key, value);
            return null;
        }

        (_replaced ??= []).Add(key);
        _entries[key] = value;
        return previous;
    }

    /// <returns>The removed value.</returns>
    public object? Remove(object key) => _entries.Remove(key, out var previous) ? previous : null;

    public void Clear() => _entries.Clear();
}

/// <summary>An entry of <c>$map.entrySet()</c>.</summary>
internal sealed record JavaMapEntry(object Key, object? Value);
