using System.Text;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>A position in the text of a path.</summary>
internal sealed class PathCursor(string text)
{
    public string Text => text;

    public int Position { get; set; }

    /// <summary>The nesting depth of filters and parentheses.</summary>
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

    /// <summary>A property's name after a dot: all characters up to the next one that may follow a name.</summary>
    public string ReadName()
    {
        var start = Position;
        while (!AtEnd
            && Current is not ('.' or '[' or ']' or '(' or ')' or '=' or '!' or '<' or '>' or '&' or '|' or ',' or ' ' or '\t' or '\n' or '\r'))
            Position++;
        return text[start..Position];
    }

    /// <summary>A text in single or double quotes. The character after a backslash is taken literally.</summary>
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
