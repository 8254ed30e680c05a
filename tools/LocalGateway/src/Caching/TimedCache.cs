using System.Diagnostics.CodeAnalysis;

namespace LocalGateway.Caching;

/// <summary>
/// Values that expire, with a limit on their total size. When it is full, the least recently used value is removed. (Microsoft.Extensions'
/// MemoryCache does not support a TimeProvider, and refuses the new value when it is full.)
/// </summary>
/// <param name="capacity">The total of all values, in the unit of their sizes.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class TimedCache<T>(long capacity, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);

    // The most recently used entry is first.
    private readonly LinkedList<Entry> _byUse = [];
    private long _size;

    public bool TryGet(string key, [MaybeNullWhen(false)] out T value) => TryGet(key, out value, out _);

    /// <param name="key">The key.</param>
    /// <param name="value">The value, if it has not expired.</param>
    /// <param name="age">How long ago the value was stored.</param>
    public bool TryGet(string key, [MaybeNullWhen(false)] out T value, out TimeSpan age)
    {
        lock (_lock)
        {
            value = default;
            age = default;
            if (!_entries.TryGetValue(key, out var node))
                return false;
            age = timeProvider.GetElapsedTime(node.Value.StoredAt);
            if (age >= node.Value.Lifetime)
            {
                Remove(node);
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Stores a value and replaces the key's previous one.</summary>
    public void Set(string key, T value, TimeSpan lifetime, long size)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var replaced))
                Remove(replaced);
            if (size > capacity)
                return;
            while (_size + size > capacity)
                Remove(_byUse.Last!);
            _entries.Add(key, _byUse.AddFirst(new Entry(key, value, timeProvider.GetTimestamp(), lifetime, size)));
            _size += size;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Key);
        _byUse.Remove(node);
        _size -= node.Value.Size;
    }

    private readonly record struct Entry(string Key, T Value, long StoredAt, TimeSpan Lifetime, long Size);
}
