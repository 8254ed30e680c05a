using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>A position in a template's text, and the state that the parsers share.</summary>
internal sealed class Scanner(TemplateSource source, CompileCache compiled, int depth)
{
    private int _depth = depth;

    public TemplateSource Source => source;

    public string Text => source.Text;

    public CompileCache Compiled => compiled;

    public int Position { get; set; }

    public bool AtEnd => Position >= Text.Length;

    public char Current => AtEnd ? '\0' : Text[Position];

    public SourcePosition SourcePosition => source.PositionOf(Position);

    public char Peek(int distance) => Position + distance < Text.Length ? Text[Position + distance] : '\0';

    public bool StartsWith(string expected) =>
        string.CompareOrdinal(Text, Position, expected, 0, expected.Length) == 0;

    public bool Take(char expected)
    {
        if (AtEnd || Current != expected)
            return false;
        Position++;
        return true;
    }

    public bool Take(string expected)
    {
        if (!StartsWith(expected))
            return false;
        Position += expected.Length;
        return true;
    }

    public void Expect(char expected, string where)
    {
        if (!Take(expected))
            throw Error($"'{expected}' is expected {where}, not {Found}");
    }

    /// <summary>The text at this position, for messages.</summary>
    public string Found => AtEnd ? "the end of the template" : $"'{Current}'";

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            Position++;
    }

    /// <summary>Skips blanks and newlines, which are equivalent within a directive.</summary>
    public bool SkipWhitespace()
    {
        var start = Position;
        while (Current is ' ' or '\t' or '\r' or '\n')
            Position++;
        return Position > start;
    }

    /// <summary>Skips blanks and the newline after them. Skips nothing if other text comes before the newline.</summary>
    public void SkipRestOfBlankLine()
    {
        var start = Position;
        SkipBlanks();
        if (!TakeNewline())
            Position = start;
    }

    public bool TakeNewline() => Take("\r\n") || Take('\n') || Take('\r');

    /// <summary>A name of letters, digits, <c>_</c> and <c>-</c>; it begins with a letter or <c>_</c>. Empty if there is none.</summary>
    public string ReadName()
    {
        var start = Position;
        if (IsNameStart(Current))
            while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
                Position++;
        return Text[start..Position];
    }

    /// <summary>A word of a directive, such as its name, <c>in</c> or <c>true</c>. A word has no <c>-</c>.</summary>
    public string ReadWord()
    {
        var start = Position;
        if (IsNameStart(Current))
            while (char.IsAsciiLetterOrDigit(Current) || Current is '_')
                Position++;
        return Text[start..Position];
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>Goes one construct deeper; call <see cref="Leave"/> afterwards.</summary>
    public void Enter()
    {
        if (++_depth > MappingTemplateLimits.Nesting)
            throw Error("the template is nested too deeply", kind: MappingTemplateErrorKind.LimitExceeded);
    }

    public void Leave() => _depth--;

    /// <summary>A scanner of a string literal's content, at the same depth as this one.</summary>
    public Scanner Literal(int offset, string content) => new(source.Literal(offset, content), compiled, _depth);

    public MappingTemplateException Error(
        string problem, int? position = null, MappingTemplateErrorKind kind = MappingTemplateErrorKind.Syntax, Exception? inner = null) =>
        source.Error(position ?? Position, problem, kind, inner);
}
