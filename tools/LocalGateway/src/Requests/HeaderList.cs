using System.Collections;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Requests;

/// <summary>Header fields in their order and casing; looked up regardless of case, as HTTP demands.</summary>
/// <param name="expected">About how many it will hold, if that is known.</param>
internal sealed class HeaderList(int expected = 0) : IEnumerable<KeyValuePair<string, StringValues>>
{
    private readonly List<KeyValuePair<string, StringValues>> _fields = new(expected);

    /// <summary>The values of a header; empty when there is none of that name.</summary>
    public StringValues this[string name] => IndexOf(name) is var index and >= 0 ? _fields[index].Value : StringValues.Empty;

    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Appends values to those the header has. The casing of the first one stays.</summary>
    public void Add(string name, StringValues values)
    {
        var index = IndexOf(name);
        if (index < 0)
            _fields.Add(new(name, values));
        else
            _fields[index] = new(_fields[index].Key, StringValues.Concat(_fields[index].Value, values));
    }

    /// <summary>Replaces what the header had.</summary>
    public void Set(string name, StringValues values)
    {
        var index = IndexOf(name);
        if (index < 0)
            _fields.Add(new(name, values));
        else
            _fields[index] = new(name, values);
    }

    public List<KeyValuePair<string, StringValues>>.Enumerator GetEnumerator() => _fields.GetEnumerator();

    IEnumerator<KeyValuePair<string, StringValues>> IEnumerable<KeyValuePair<string, StringValues>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (var index = 0; index < _fields.Count; index++)
        {
            if (string.Equals(_fields[index].Key, name, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }
}
