using System.Text;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Syntax;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>Reads a template: text, references, directives and comments. Blanks are treated as in Velocity 1.7.</summary>
internal sealed class TemplateParser
{
    private static readonly char[] Markers = ['$', '#', '\\'];

    private readonly Scanner _scanner;
    private readonly ReferenceParser _references;
    private readonly DirectiveParser _directives;

    /// <summary>The end of a reference that ends with a property. Velocity reads no comment directly after it: <c>$x.name##</c>.</summary>
    private int _propertyEnd = -1;

    public TemplateParser(TemplateSource source)
        : this(new Scanner(source, new CompileCache(), depth: 0))
    {
    }

    private TemplateParser(Scanner scanner)
    {
        _scanner = scanner;
        _references = new ReferenceParser(scanner);
        _directives = new DirectiveParser(scanner, _references, this);
    }

    public CompileCache Compiled => _scanner.Compiled;

    public Block ParseTemplate()
    {
        var block = ParseBlock();
        if (_directives.PeekName() is { } name && !_scanner.AtEnd)
            throw _scanner.Error($"#{name} has no matching #if, #foreach or #define");
        return block;
    }

    /// <summary>The content of a string literal. Unlike a template, it may end with a <c>$</c> or <c>#</c>.</summary>
    public static Block ParseLiteral(Scanner scanner) => new TemplateParser(scanner).ParseTemplate();

    /// <summary>Everything up to an <c>#end</c>, <c>#else</c>, <c>#elseif</c> or the end.</summary>
    public Block ParseBlock()
    {
        _scanner.Enter();
        var block = new BlockBuilder(_scanner);
        while (!_scanner.AtEnd && !_directives.IsAtBlockEnd)
            ParseNext(block);
        _scanner.Leave();
        return block.Build();
    }

    private void ParseNext(BlockBuilder block)
    {
        // Blanks between a reference or directive and a #set belong to the #set.
        if (block.EndsWithVtl && _directives.TryParseSet(block, skipBlanks: true))
            return;

        if (_scanner.Current is '$' or '#' or '\\')
        {
            ParseMarked(block);
            return;
        }

        var start = _scanner.Position;
        var end = _scanner.Text.IndexOfAny(Markers, start);
        _scanner.Position = end < 0 ? _scanner.Text.Length : end;
        block.AddText(_scanner.Text[start.._scanner.Position]);
    }

    /// <summary>
    /// Reads from a <c>$</c>, <c>#</c> or backslash. Velocity adds markers that begin nothing to the text or code after them. Before text
    /// and references they are kept. Before directives, comments and two backslashes they are lost.
    /// </summary>
    private void ParseMarked(BlockBuilder block)
    {
        var start = _scanner.Position;
        while (true)
        {
            var subject = _scanner.Position;
            var backslashes = SkipBackslashes();
            if (_scanner.Current == '$')
            {
                if (TryParseReference(block, start))
                    return;
                _scanner.Position++;
                _scanner.Take('!');
            }
            else if (_scanner.Current == '#' && backslashes == 0)
            {
                // At the end of the block the markers are lost too.
                if (_directives.IsAtBlockEnd || TryParseComment(block, start) || _directives.TryParse(block, start))
                    return;
                _scanner.Position++;
            }
            else
            {
                _scanner.Position = subject;
                if (!TryParseEscapedDirective(block))
                    AddMarkers(block, _scanner.Text[start..subject]);
                return;
            }
        }
    }

    private bool TryParseReference(BlockBuilder block, int start)
    {
        var dollar = _scanner.Position;
        if (_references.TryParse() is not { } reference)
            return false;

        var end = _scanner.Position;
        _scanner.Position = start;
        var backslashes = SkipBackslashes();
        var markers = _scanner.Text[_scanner.Position..dollar];
        _scanner.Position = end;

        // Two backslashes render as one. With an odd number, the reference is text.
        block.AddText(new string('\\', backslashes / 2));
        if (backslashes % 2 == 1)
        {
            block.AddText(_scanner.Text[dollar..end]);
        }
        else
        {
            block.AddText(markers);
            block.Add(new ReferenceNode(reference));
        }

        block.EndsWithVtl = true;
        if (reference.EndsInProperty && _scanner.Text[end - 1] != '}')
            _propertyEnd = end;
        return true;
    }

    private void AddMarkers(BlockBuilder block, string markers)
    {
        var backslashes = SkipBackslashes();
        if (markers.Length > 0 && backslashes == 0)
        {
            if (_directives.TryParseSet(block, skipBlanks: true))
                return;
            if (_scanner.AtEnd)
                CheckEnd(markers);
        }

        if (backslashes < 2)
            block.AddText(markers.Replace("$!", "$", StringComparison.Ordinal));
        block.AddText(new string('\\', backslashes));
        block.EndsWithVtl = backslashes > 0;
    }

    private void CheckEnd(string text)
    {
        if (!_scanner.Source.IsLiteral && (text[^1] is '$' or '#' || text.EndsWith("$!", StringComparison.Ordinal)))
            throw _scanner.Error("a template cannot end with '$' or '#'", _scanner.Text.Length - 1);
    }

    private int SkipBackslashes()
    {
        var start = _scanner.Position;
        while (_scanner.Take('\\'))
        {
        }

        return _scanner.Position - start;
    }

    /// <summary>Comments, and literal text between <c>#[[</c> and <c>]]#</c>. Only a line comment keeps the markers before it.</summary>
    private bool TryParseComment(BlockBuilder block, int markersStart)
    {
        var start = _scanner.Position;
        if (start != _propertyEnd && _scanner.Take("##"))
        {
            block.AddText(_scanner.Text[markersStart..start]);
            while (!_scanner.AtEnd && _scanner.Current is not ('\r' or '\n'))
                _scanner.Position++;
            if (_scanner.AtEnd && _scanner.Position > start + 2)
                CheckEnd(_scanner.Text);
            _scanner.TakeNewline();
        }
        else if (_scanner.Take("#*"))
        {
            var end = _scanner.Text.IndexOf("*#", _scanner.Position, StringComparison.Ordinal);
            if (_scanner.AtEnd)
                throw _scanner.Error("the comment is not closed by '*#'", start);
            _scanner.Position = end < 0 ? _scanner.Text.Length : end + 2;
        }
        else if (_scanner.Take("#[["))
        {
            var end = _scanner.Text.IndexOf("]]#", _scanner.Position, StringComparison.Ordinal);
            if (end < 0)
                throw _scanner.Error("the literal text is not closed by ']]#'", start);
            block.AddText(_scanner.Text[_scanner.Position..end], _scanner.Position);
            _scanner.Position = end + 3;
        }
        else
        {
            return false;
        }

        block.EndsWithVtl = true;
        return true;
    }

    /// <summary>Before a directive's name, two backslashes render as one. With an odd number, the name is text.</summary>
    private bool TryParseEscapedDirective(BlockBuilder block)
    {
        var start = _scanner.Position;
        var backslashes = SkipBackslashes();
        var hash = _scanner.Position;
        if (backslashes == 0 || _directives.TakeName() is not { } name)
        {
            _scanner.Position = start;
            return false;
        }

        var isKnown = DirectiveParser.IsKnown(name);
        if (!isKnown || backslashes % 2 == 1)
        {
            block.AddText(new string('\\', isKnown ? backslashes / 2 : backslashes));
            block.AddText(_scanner.Text[hash.._scanner.Position]);
        }
        else
        {
            // Backslashes before #set are not halved, because #set is a directive only with its parenthesis.
            block.AddText(new string('\\', name == "set" ? backslashes : backslashes / 2));
            _scanner.Position = hash;
        }

        block.EndsWithVtl = true;
        return true;
    }
}

/// <summary>Collects the nodes of a block and merges adjoining texts.</summary>
internal sealed class BlockBuilder(Scanner scanner)
{
    private readonly List<TemplateNode> _nodes = [];
    private readonly StringBuilder _text = new();
    private readonly List<TextPart> _parts = [];

    /// <summary>
    /// Whether the last part read is a reference, directive or comment. Also true at the start, where a directive opened the block.
    /// </summary>
    public bool EndsWithVtl { get; set; } = true;

    /// <param name="text">The text to render.</param>
    /// <param name="offset">Where it is in the source; by default directly before the scanner's position.</param>
    public void AddText(string text, int? offset = null)
    {
        if (text.Length == 0)
            return;
        _parts.Add(new(_text.Length, scanner.Source.PositionOf(offset ?? Math.Max(scanner.Position - text.Length, 0))));
        _text.Append(text);
        EndsWithVtl = false;
    }

    public void Add(TemplateNode node)
    {
        FlushText();
        _nodes.Add(node);
        EndsWithVtl = true;
    }

    public Block Build()
    {
        FlushText();
        return new Block(_nodes);
    }

    private void FlushText()
    {
        if (_text.Length > 0)
            _nodes.Add(new TextNode(_text.ToString(), [.. _parts]));
        _text.Clear();
        _parts.Clear();
    }
}
