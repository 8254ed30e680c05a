using LocalGateway.MappingTemplates.Json;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>Reads the condition of a filter: <c>||</c>, <c>&amp;&amp;</c>, <c>!</c>, parentheses and comparisons.</summary>
internal sealed class FilterParser
{
    private static readonly string[] Operators =
        ["==", "!=", "<=", ">=", "=~", "<", ">", "in", "nin", "contains", "size", "empty", "anyof", "noneof", "subsetof"];

    private readonly PathCursor _cursor;

    private FilterParser(PathCursor cursor) => _cursor = cursor;

    public static FilterNode Parse(PathCursor cursor)
    {
        if (++cursor.Depth > MappingTemplateLimits.Nesting)
            throw cursor.Error("filters are nested too deeply");
        var condition = new FilterParser(cursor).ReadOr();
        cursor.Depth--;
        return condition;
    }

    private FilterNode ReadOr()
    {
        List<FilterNode> parts = [ReadAnd()];
        while (TakeToken("||"))
            parts.Add(ReadAnd());
        return parts.Count == 1 ? parts[0] : new AnyFilter(parts);
    }

    private FilterNode ReadAnd()
    {
        List<FilterNode> parts = [ReadUnary()];
        while (TakeToken("&&"))
            parts.Add(ReadUnary());
        return parts.Count == 1 ? parts[0] : new AllFilter(parts);
    }

    private FilterNode ReadUnary()
    {
        var isNegated = false;
        while (TakeToken("!"))
            isNegated = !isNegated;
        FilterNode condition;
        if (TakeToken("("))
        {
            condition = Parse(_cursor);
            if (!TakeToken(")"))
                throw _cursor.Error("a closing parenthesis is missing in the filter");
        }
        else
        {
            condition = ReadComparison();
        }

        _cursor.SkipBlanks();
        return isNegated ? new NotFilter(condition) : condition;
    }

    private FilterNode ReadComparison()
    {
        var left = ReadOperand();
        _cursor.SkipBlanks();
        if (Array.Find(Operators, TakeOperator) is not { } name)
            return left is PathOperand path ? new ExistsFilter(path) : throw _cursor.Error("a comparison is missing in the filter");
        return new ComparisonFilter(left, name.ToLowerInvariant(), ReadOperand());
    }

    private bool TakeOperator(string name)
    {
        var start = _cursor.Position;
        if (!_cursor.Take(name))
            return false;
        // "in" must not be the beginning of another word.
        if (!char.IsAsciiLetter(name[0]) || !char.IsAsciiLetterOrDigit(_cursor.Current))
            return true;
        _cursor.Position = start;
        return false;
    }

    private FilterOperand ReadOperand()
    {
        _cursor.SkipBlanks();
        switch (_cursor.Current)
        {
            case '@' or '$':
                var isRoot = _cursor.Current == '$';
                _cursor.Position++;
                return new PathOperand(PathParser.ParseWithin(_cursor), isRoot);
            case '\'' or '"':
                return new ConstantOperand(_cursor.ReadQuoted());
            case '/':
                return ReadRegex();
            case '[' or '{':
                return ReadJson();
            default:
                return ReadWord();
        }
    }

    private RegexOperand ReadRegex()
    {
        var start = ++_cursor.Position;
        while (_cursor.Current != '/')
        {
            if (_cursor.AtEnd)
                throw _cursor.Error("a regular expression is not closed");
            _cursor.Position += _cursor.Current == '\\' ? 2 : 1;
        }

        var pattern = _cursor.Text[start.._cursor.Position++];
        var isCaseless = _cursor.Take('i');
        try
        {
            return new RegexOperand(JavaRegex.Whole(pattern, isCaseless));
        }
        catch (ArgumentException error)
        {
            throw _cursor.Error($"the regular expression is not valid: {error.Message}");
        }
    }

    /// <summary>A list or map: up to the bracket that closes it.</summary>
    private ConstantOperand ReadJson()
    {
        var start = _cursor.Position;
        var depth = 0;
        do
        {
            if (_cursor.AtEnd)
                throw _cursor.Error("a list in the filter is not closed");
            if (_cursor.Current is '\'' or '"')
            {
                _cursor.ReadQuoted();
                continue;
            }

            depth += _cursor.Current switch { '[' or '{' => 1, ']' or '}' => -1, _ => 0 };
            _cursor.Position++;
        }
        while (depth > 0);

        return PermissiveJson.TryParse(_cursor.Text[start.._cursor.Position], out var value, out var problem)
            ? new ConstantOperand(value)
            : throw _cursor.Error(problem);
    }

    private ConstantOperand ReadWord()
    {
        var start = _cursor.Position;
        while (!_cursor.AtEnd && (char.IsAsciiLetterOrDigit(_cursor.Current) || _cursor.Current is '-' or '+' or '.'))
            _cursor.Position++;
        var word = _cursor.Text[start.._cursor.Position];
        if (word.Length > 0 && PermissiveJson.TryParse(word, out var value, out _) && value is not string)
            return new ConstantOperand(value);
        throw _cursor.Error($"'{word}' is not a value; write a string in quotes");
    }

    private bool TakeToken(string token)
    {
        _cursor.SkipBlanks();
        return _cursor.Take(token);
    }
}
