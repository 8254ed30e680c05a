using System.Text;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>A place in the text of a path.</summary>
internal sealed class PathCursor(string text)
{
    public string Text => text;

    public int Position { get; set; }

    /// <summary>Filters and parentheses inside one another.</summary>
    public int Depth { get; set; }

    public bool AtEnd => Position >= text.Length;

    public char Current => AtEnd ? '\0' : text[Position];

    public bool Take(char expected)
    {
        if (AtEnd || Current != expected)
            return false;
        Position++;
        return true;
    }

    public bool Take(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
            return false;
        Position += expected.Length;
        return true;
    }

    public void SkipBlanks()
    {
        while (!AtEnd && char.IsWhiteSpace(Current))
            Position++;
    }

    /// <summary>A property's name behind a dot: anything up to what may follow it.</summary>
    public string ReadName()
    {
        var start = Position;
        while (!AtEnd
            && Current is not ('.' or '[' or ']' or '(' or ')' or '=' or '!' or '<' or '>' or '&' or '|' or ',' or ' ' or '\t' or '\n' or '\r'))
            Position++;
        return text[start..Position];
    }

    /// <summary>A text in single or double quotes; a backslash takes the next character as it is.</summary>
    public string ReadQuoted()
    {
        var quote = Current;
        if (quote is not ('\'' or '"'))
            throw Error("a quote is missing");
        var value = new StringBuilder();
        for (Position++; !AtEnd; Position++)
        {
            if (Current == quote)
            {
                Position++;
                return value.ToString();
            }

            if (Current == '\\' && Position + 1 < text.Length)
                Position++;
            value.Append(Current);
        }

        throw Error("a closing quote is missing");
    }

    public JsonPathException Error(string problem) => new(text, $"{problem} (character {Position + 1})");
}
