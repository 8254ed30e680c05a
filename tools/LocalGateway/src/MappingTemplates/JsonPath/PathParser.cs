using System.Globalization;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>Reads a path from its text.</summary>
internal sealed class PathParser
{
    private const int MaxLength = 10_000;

    private readonly PathCursor _cursor;

    private PathParser(PathCursor cursor) => _cursor = cursor;

    /// <exception cref="JsonPathException">The text is not a path.</exception>
    public static CompiledPath Parse(string text)
    {
        var cursor = new PathCursor(text.Trim());
        if (cursor.AtEnd || cursor.Text.Length > MaxLength)
            throw cursor.Error(cursor.AtEnd ? "it is empty" : "it is too long");
        var parser = new PathParser(cursor);
        if (!cursor.Take('$') && !cursor.Take('@') && cursor.Current is not ('.' or '['))
            parser.ReadNamed(isDeep: false);
        var path = parser.ReadSegments();
        return cursor.AtEnd ? path : throw cursor.Error($"'{cursor.Current}' is not expected");
    }

    /// <summary>Reads the path after a <c>@</c> or <c>$</c> of a filter, up to the path's end.</summary>
    public static CompiledPath ParseWithin(PathCursor cursor) => new PathParser(cursor).ReadSegments();

    private readonly List<PathSegment> _segments = [];
    private bool _endsWithLength;

    private CompiledPath ReadSegments()
    {
        while (!_endsWithLength)
        {
            if (_cursor.Take('.'))
            {
                var isDeep = _cursor.Take('.');
                if (_cursor.AtEnd)
                    throw _cursor.Error("it ends with a dot");
                if (_cursor.Current == '[')
                    Add(ReadBrackets(), isDeep);
                else
                    ReadNamed(isDeep);
            }
            else if (_cursor.Current == '[')
            {
                Add(ReadBrackets(), isDeep: false);
            }
            else
            {
                break;
            }
        }

        return new CompiledPath(_segments, _endsWithLength);
    }

    private void Add(PathSegment segment, bool isDeep) => _segments.Add(isDeep ? new DeepScanSegment(segment) : segment);

    private void ReadNamed(bool isDeep)
    {
        if (_cursor.Take('*'))
        {
            Add(new WildcardSegment(), isDeep);
            return;
        }

        var name = _cursor.ReadName();
        if (name.Length == 0)
            throw _cursor.Error("a property name is missing");
        if (!_cursor.Take('('))
        {
            Add(new PropertySegment(name), isDeep);
            return;
        }

        if (name is not ("length" or "size") || !_cursor.Take(')') || isDeep)
            throw _cursor.Error($"there is no function {name}()");
        _endsWithLength = true;
    }

    private PathSegment ReadBrackets()
    {
        _cursor.Take('[');
        _cursor.SkipBlanks();
        PathSegment segment = _cursor.Current switch
        {
            '\'' or '"' => ReadProperties(),
            '?' => ReadFilter(),
            '*' when _cursor.Take('*') => new WildcardSegment(),
            _ => ReadIndexes(),
        };
        _cursor.SkipBlanks();
        return _cursor.Take(']') ? segment : throw _cursor.Error("a closing bracket is missing");
    }

    private PathSegment ReadProperties()
    {
        List<string> names = [_cursor.ReadQuoted()];
        for (_cursor.SkipBlanks(); _cursor.Take(','); _cursor.SkipBlanks())
        {
            _cursor.SkipBlanks();
            names.Add(_cursor.ReadQuoted());
        }

        return names.Count == 1 ? new PropertySegment(names[0]) : new PropertiesSegment(names);
    }

    private FilterSegment ReadFilter()
    {
        _cursor.Take('?');
        _cursor.SkipBlanks();
        if (!_cursor.Take('('))
            throw _cursor.Error("a filter must have the form [?(…)]");
        var condition = FilterParser.Parse(_cursor);
        return _cursor.Take(')') ? new FilterSegment(condition) : throw _cursor.Error("the filter's closing parenthesis is missing");
    }

    private PathSegment ReadIndexes()
    {
        var close = _cursor.Text.IndexOf(']', _cursor.Position);
        if (close < 0)
            throw _cursor.Error("a closing bracket is missing");
        var content = _cursor.Text[_cursor.Position..close];
        PathSegment segment = content.Split(':') switch
        {
            [_] when content.Contains(',', StringComparison.Ordinal) => new IndexesSegment([.. content.Split(',').Select(Integer)]),
            [_] => new IndexSegment(Integer(content)),
            [var from, var to] => new SliceSegment(OptionalInteger(from), OptionalInteger(to)),
            _ => throw _cursor.Error("a slice must have the form [from:to]"),
        };
        _cursor.Position = close;
        return segment;
    }

    private int? OptionalInteger(string text) => string.IsNullOrWhiteSpace(text) ? null : Integer(text);

    private int Integer(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw _cursor.Error($"'{text}' is not an index");
}
