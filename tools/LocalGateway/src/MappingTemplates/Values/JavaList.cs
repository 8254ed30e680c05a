using System.Collections;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>
/// A java.util.ArrayList, or the JSON parser's list for parsed arrays, which renders as JSON text. A range stores only its ends until
/// something writes to it.
/// </summary>
internal sealed class JavaList : IReadOnlyList<object?>
{
    private readonly List<object?> _items = [];
    private (int First, int Last)? _range;

    public JavaList(bool isJson = false) => IsJson = isJson;

    public JavaList(IEnumerable<object?> items, bool isJson = false)
    {
        IsJson = isJson;
        _items = [.. items];
    }

    /// <summary>Whether the list renders as JSON, <c>["a",1]</c>, and not as Java renders it, <c>[a, 1]</c>.</summary>
    public bool IsJson { get; }

    public int Count => _range is var (first, last)
        ? (int)Math.Min(int.MaxValue, Math.Abs((long)last - first) + 1)
        : _items.Count;

    /// <summary>The cost of a write to the list: a range must be filled first.</summary>
    public int WriteCost => _range is null ? 1 : Count;

    private List<object?> Writable
    {
        get
        {
            if (_range is not null)
            {
                _items.AddRange(this);
                _range = null;
            }

            return _items;
        }
    }

    public object? this[int index] => _range is var (first, last)
        ? (first <= last ? first + index : first - index)
        : _items[index];

    /// <summary>All integers from one end to the other, both included, ascending or descending.</summary>
    public static JavaList Range(int first, int last) => new() { _range = (first, last) };

    public void Add(object? item) => Writable.Add(item);

    public void Insert(int index, object? item) => Writable.Insert(index, item);

    /// <returns>The previous element.</returns>
    public object? Set(int index, object? item)
    {
        var previous = this[index];
        Writable[index] = item;
        return previous;
    }

    /// <returns>The removed element.</returns>
    public object? RemoveAt(int index)
    {
        var previous = this[index];
        Writable.RemoveAt(index);
        return previous;
    }

    public void Clear()
    {
        _range = null;
        _items.Clear();
    }

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
