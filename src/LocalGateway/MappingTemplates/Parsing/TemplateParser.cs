using System.Text;
using ApiGateway.MappingTemplates.Evaluation;
using ApiGateway.MappingTemplates.Syntax;

namespace ApiGateway.MappingTemplates.Parsing;

/// <summary>Reads a template: text, references, directives and comments, blanks treated as Velocity 1.7 treats them.</summary>
internal sealed class TemplateParser
{
    private static readonly char[] Special = ['$', '#', '\\'];

    private readonly Scanner _scanner;
    private readonly ReferenceParser _references;
    private readonly DirectiveParser _directives;

    public TemplateParser(TemplateSource source)
        : this(new Scanner(source, new JsonPathCache(), depth: 0))
    {
    }

    private TemplateParser(Scanner scanner)
    {
        _scanner = scanner;
        _references = new ReferenceParser(scanner);
        _directives = new DirectiveParser(scanner, _references, this);
    }

    public JsonPathCache JsonPaths => _scanner.JsonPaths;

    public Block ParseTemplate()
    {
        var block = ParseBlock();
        if (_directives.PeekName() is { } name && !_scanner.AtEnd)
            throw _scanner.Error($"#{name} belongs to no #if, #foreach, #define or #macro");
        return block;
    }

    /// <summary>The content of a string literal, which may end where a template may not: with a <c>$</c> or <c>#</c>.</summary>
    public static Block ParseLiteral(Scanner scanner) => new TemplateParser(scanner).ParseTemplate();

    /// <summary>Everything up to an <c>#end</c>, <c>#else</c>, <c>#elseif</c> or the end.</summary>
    public Block ParseBlock()
    {
        _scanner.Enter();
        var block = new BlockBuilder();
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

        switch (_scanner.Current)
        {
            case '\\':
                ParseBackslashes(block);
                break;
            case '$':
                ParseDollar(block);
                break;
            case '#':
                ParseHash(block);
                break;
            default:
                var start = _scanner.Position;
                var end = _scanner.Text.IndexOfAny(Special, start);
                _scanner.Position = end < 0 ? _scanner.Text.Length : end;
                block.AddText(_scanner.Text[start.._scanner.Position]);
                break;
        }
    }

    private void ParseDollar(BlockBuilder block)
    {
        if (_references.TryParse() is { } reference)
        {
            block.Add(new ReferenceNode(reference));
            return;
        }

        _scanner.Position++;
        if (_scanner.AtEnd && !_scanner.Source.IsLiteral)
            throw _scanner.Error("a template cannot end with '$'", _scanner.Position - 1);
        block.AddText("$");
    }

    private void ParseHash(BlockBuilder block)
    {
        if (TryParseComment(block) || _directives.TryParse(block))
            return;

        _scanner.Position++;
        if (_scanner.AtEnd && !_scanner.Source.IsLiteral)
            throw _scanner.Error("a template cannot end with '#'", _scanner.Position - 1);
        block.AddText("#");
    }

    private bool TryParseComment(BlockBuilder block)
    {
        var start = _scanner.Position;
        if (_scanner.Take("##"))
        {
            while (!_scanner.AtEnd && _scanner.Current is not ('\r' or '\n'))
                _scanner.Position++;
            _scanner.TakeNewline();
        }
        else if (_scanner.Take("#*"))
        {
            var end = _scanner.Text.IndexOf("*#", _scanner.Position, StringComparison.Ordinal);
            _scanner.Position = end < 0 ? throw _scanner.Error("the comment is not closed by '*#'", start) : end + 2;
        }
        else if (_scanner.Take("#[["))
        {
            var end = _scanner.Text.IndexOf("]]#", _scanner.Position, StringComparison.Ordinal);
            if (end < 0)
                throw _scanner.Error("the literal text is not closed by ']]#'", start);
            block.AddText(_scanner.Text[_scanner.Position..end]);
            _scanner.Position = end + 3;
        }
        else
        {
            return false;
        }

        block.EndsWithVtl = true;
        return true;
    }

    /// <summary>
    /// Before a reference or a directive, two backslashes are one, and an odd one makes what follows text. Anywhere else
    /// backslashes are text.
    /// </summary>
    private void ParseBackslashes(BlockBuilder block)
    {
        var start = _scanner.Position;
        while (_scanner.Take('\\'))
        {
        }

        var count = _scanner.Position - start;
        var subject = _scanner.Position;
        var isReference = _scanner.Current == '$' && _references.TryParse() is not null;
        if (!isReference && !_directives.TakeDirectiveName())
        {
            block.AddText(new string('\\', count));
            return;
        }

        block.AddText(new string('\\', count / 2));
        if (count % 2 == 1)
            block.AddText(_scanner.Text[subject.._scanner.Position]);
        else
            _scanner.Position = subject;
        block.EndsWithVtl = true;
    }
}

/// <summary>Nodes as they are read, adjoining texts made one.</summary>
internal sealed class BlockBuilder
{
    private readonly List<TemplateNode> _nodes = [];
    private readonly StringBuilder _text = new();

    /// <summary>Whether a reference, directive or comment was read last; so it is at the start, where a directive opened the block.</summary>
    public bool EndsWithVtl { get; set; } = true;

    public void AddText(string text)
    {
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
            _nodes.Add(new TextNode(_text.ToString()));
        _text.Clear();
    }
}
