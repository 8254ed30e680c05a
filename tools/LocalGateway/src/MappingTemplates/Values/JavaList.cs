using System.Collections;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>
/// A java.util.ArrayList or, for arrays parsed from JSON, the parser's list, which renders as JSON text. A range is kept as
/// its ends until something writes to it.
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

    /// <summary>Renders as JSON, <c>["a",1]</c>, not as Java does, <c>[a, 1]</c>.</summary>
    public bool IsJson { get; }

    public int Count => _range is var (first, last)
        ? (int)Math.Min(int.MaxValue, Math.Abs((long)last - first) + 1)
        : _items.Count;

    /// <summary>How much work it is to write to the list: a range has to be filled first.</summary>
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

    /// <summary>All integers from one end to the other, both included, upwards or downwards.</summary>
    public static JavaList Range(int first, int last) => new() { _range = (first, last) };

    public void Add(object? item) => Writable.Add(item);

    public void Insert(int index, object? item) => Writable.Insert(index, item);

    /// <returns>The element that was there.</returns>
    public object? Set(int index, object? item)
    {
        var previous = this[index];
        Writable[index] = item;
        return previous;
    }

    /// <returns>The element that was there.</returns>
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
