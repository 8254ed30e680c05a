using System.Collections;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Requests;

/// <summary>Header fields in their original order and casing. Look-up ignores case, as HTTP requires.</summary>
/// <param name="expected">The approximate number of headers, if known.</param>
internal sealed class HeaderList(int expected = 0) : IEnumerable<KeyValuePair<string, StringValues>>
{
    private readonly List<KeyValuePair<string, StringValues>> _fields = new(expected);

    /// <summary>The values of a header; empty if there is no header of that name.</summary>
    public StringValues this[string name] => IndexOf(name) is var index and >= 0 ? _fields[index].Value : StringValues.Empty;

    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Appends values to the header's existing ones. The name keeps its first casing.</summary>
    public void Add(string name, StringValues values)
    {
        var index = IndexOf(name);
        if (index < 0)
            _fields.Add(new(name, values));
        else
            _fields[index] = new(_fields[index].Key, StringValues.Concat(_fields[index].Value, values));
    }

    /// <summary>Replaces the header's values.</summary>
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
