namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>The text of a template, or of a string literal in it that is itself a template. Finds the line of a position.</summary>
internal sealed class TemplateSource
{
    private readonly List<int> _lineStarts = [0];
    private readonly TemplateSource? _outer;
    private readonly int _offsetInOuter;

    public TemplateSource(string name, string text)
    {
        Name = name;
        Text = text;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _lineStarts.Add(i + 1);
    }

    private TemplateSource(TemplateSource outer, int offset, string text)
    {
        Name = outer.Name;
        Text = text;
        _outer = outer;
        _offsetInOuter = offset;
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>Whether this is the content of a string literal.</summary>
    public bool IsLiteral => _outer is not null;

    /// <summary>
    /// The content of a string literal that begins at an offset. Each doubled quote shifts the positions after it by one.
    /// </summary>
    public TemplateSource Literal(int offset, string text) => new(this, offset, text);

    public SourcePosition PositionOf(int offset)
    {
        if (_outer is not null)
            return _outer.PositionOf(_offsetInOuter + offset);
        var line = _lineStarts.BinarySearch(offset);
        if (line < 0)
            line = ~line - 1;
        return new SourcePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    public MappingTemplateException Error(
        int offset, string problem, MappingTemplateErrorKind kind = MappingTemplateErrorKind.Syntax, Exception? inner = null)
    {
        var (line, column) = PositionOf(offset);
        return new MappingTemplateException(kind, Name, line, column, problem, inner);
    }
}
