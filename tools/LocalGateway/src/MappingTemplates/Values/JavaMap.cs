namespace LocalGateway.MappingTemplates.Values;

/// <summary>A java.util.LinkedHashMap: keeps insertion order. Keys can have any type; <c>1</c> and <c>"1"</c> are different keys.</summary>
internal sealed class JavaMap
{
    // Most maps are small, and searching them is faster than an index.
    private const int MaxSearched = 8;

    private readonly List<KeyValuePair<object, object?>> _entries = [];
    private Dictionary<object, int>? _index;
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

    public bool ContainsKey(object key) => IndexOf(key) >= 0;

    public object? Get(object key) => IndexOf(key) is var index and >= 0 ? _entries[index].Value : null;

    /// <summary>The keys whose value was put more than once.</summary>
    public IReadOnlyCollection<object> Replaced => _replaced is null ? [] : _replaced;

    /// <returns>The previous value.</returns>
    public object? Put(object key, object? value)
    {
        var index = IndexOf(key);
        if (index < 0)
        {
            _index?.Add(key, _entries.Count);
            _entries.Add(new(key, value));
            return null;
        }

        (_replaced ??= []).Add(key);
        var previous = _entries[index].Value;
        _entries[index] = new(_entries[index].Key, value);
        return previous;
    }

    /// <returns>The removed value.</returns>
    public object? Remove(object key)
    {
        var index = IndexOf(key);
        if (index < 0)
            return null;
        var removed = _entries[index].Value;
        _entries.RemoveAt(index);
        _index = null;
        return removed;
    }

    public void Clear()
    {
        _entries.Clear();
        _index = null;
    }

    private int IndexOf(object key)
    {
        if (_entries.Count > MaxSearched)
        {
            _index ??= Enumerable.Range(0, _entries.Count).ToDictionary(index => _entries[index].Key);
            return _index.GetValueOrDefault(key, -1);
        }

        for (var index = 0; index < _entries.Count; index++)
        {
            if (key.Equals(_entries[index].Key))
                return index;
        }

        return -1;
    }
}

/// <summary>An entry of <c>$map.entrySet()</c>.</summary>
internal sealed record JavaMapEntry(object Key, object? Value);
