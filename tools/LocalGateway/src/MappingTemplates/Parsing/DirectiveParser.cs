using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Syntax;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>Reads directives. If only blanks follow a directive on its line, they belong to the directive.</summary>
internal sealed class DirectiveParser(Scanner scanner, ReferenceParser references, TemplateParser blocks)
{
    private static readonly HashSet<string> Known =
        ["set", "if", "elseif", "else", "end", "foreach", "define", "literal", "macro", "stop", "break", "include", "parse"];

    private ExpressionParser Expressions => references.Expressions;

    /// <summary>Whether the next directive is <c>#end</c>, <c>#else</c> or <c>#elseif</c>.</summary>
    public bool IsAtBlockEnd => PeekName() is "end" or "else" or "elseif";

    /// <returns>The name of the directive at this position, known or not; null if there is none.</returns>
    public string? PeekName()
    {
        var start = scanner.Position;
        var name = ReadName();
        scanner.Position = start;
        return name;
    }

    /// <summary>Moves past the name that <see cref="PeekName"/> returns.</summary>
    public string? TakeName()
    {
        var start = scanner.Position;
        var name = ReadName();
        if (name is null)
            scanner.Position = start;
        return name;
    }

    public static bool IsKnown(string directive) => Known.Contains(directive);

    /// <param name="block">The block to add the directive to.</param>
    /// <param name="markersStart">
    /// Start of the <c>$</c> and <c>#</c> before the directive. They make any directive except #set and #if unknown, and part of its text.
    /// </param>
    /// <returns>False if there is no directive here; then nothing is read.</returns>
    public bool TryParse(BlockBuilder block, int markersStart)
    {
        var start = scanner.Position;
        var name = ReadName();
        if (start > markersStart && name is not ("set" or "if" or null))
        {
            ParseUnknown(block, markersStart);
            return true;
        }

        switch (name)
        {
            case "set":
                scanner.Position = start;
                return TryParseSet(block, skipBlanks: false);
            case "if":
                block.Add(ParseIf(scanner.Source.PositionOf(start)));
                return true;
            case "literal":
                ParseLiteral(block);
                return true;
            case "foreach":
                block.Add(ParseForeach(scanner.Source.PositionOf(start)));
                return true;
            case "define":
                block.Add(ParseDefine());
                return true;
            case "macro":
                throw scanner.Error("API Gateway does not run macros: it removes the definition and prints the calls. Use #define", start);
            case "stop":
                ParseFlow(block, Flow.Stop);
                return true;
            case "break":
                ParseFlow(block, Flow.Break);
                return true;
            case "include" or "parse":
                throw scanner.Error("a mapping template cannot include another", start);
            case not null:
                ParseUnknown(block, markersStart);
                return true;
            default:
                scanner.Position = start;
                return false;
        }
    }

    /// <summary><c>#set(</c>: only for #set does the opening parenthesis decide whether it is a directive.</summary>
    public bool TryParseSet(BlockBuilder block, bool skipBlanks)
    {
        var start = scanner.Position;
        if (skipBlanks)
            scanner.SkipBlanks();
        var position = scanner.SourcePosition;
        if (scanner.Take("#set") || scanner.Take("#{set}"))
        {
            scanner.SkipBlanks();
            if (scanner.Take('('))
            {
                block.Add(ParseSet(position));
                return true;
            }
        }

        scanner.Position = start;
        return false;
    }

    private SetDirective ParseSet(SourcePosition position)
    {
        scanner.SkipWhitespace();
        var target = (scanner.Current == '$' ? references.TryParse() : null)
            ?? throw scanner.Error($"#set must assign to a reference, not to {scanner.Found}");
        scanner.SkipWhitespace();
        scanner.Expect('=', "after the reference that #set assigns to");
        var value = Expressions.ParseExpression();
        Close("#set");
        return new SetDirective(position, target, value);
    }

    private IfDirective ParseIf(SourcePosition position)
    {
        var branches = new List<IfBranch>();
        do
        {
            branches.Add(new(position, ParseCondition(), blocks.ParseBlock()));
            position = scanner.SourcePosition;
        }
        while (TakeName("elseif"));

        ElseBranch? otherwise = null;
        if (TakeName("else"))
        {
            scanner.SkipRestOfBlankLine();
            otherwise = new(position, blocks.ParseBlock());
        }

        End("#if");
        return new IfDirective(branches, otherwise);
    }

    private Expression ParseCondition()
    {
        Open("#if");
        var condition = Expressions.ParseExpression();
        Close("#if");
        return condition;
    }

    private ForeachDirective ParseForeach(SourcePosition position)
    {
        Open("#foreach");
        var variable = ParseVariable("#foreach");
        scanner.SkipWhitespace();
        if (scanner.ReadWord() != "in")
            throw scanner.Error("#foreach must have the form #foreach($item in $list)");
        scanner.SkipWhitespace();
        var source = Expressions.ParseParameter();
        Close("#foreach");
        var body = blocks.ParseBlock();
        End("#foreach");
        return new ForeachDirective(position, variable, source, body);
    }

    private DefineDirective ParseDefine()
    {
        Open("#define");
        var variable = ParseVariable("#define");
        Close("#define");
        var body = blocks.ParseBlock();
        End("#define");
        return new DefineDirective(variable, body);
    }

    /// <summary><c>#literal() … #end</c>: the content must be VTL, but is rendered as written.</summary>
    private void ParseLiteral(BlockBuilder block)
    {
        Open("#literal");
        Close("#literal");
        var start = scanner.Position;
        blocks.ParseBlock();
        block.AddText(scanner.Text[start..scanner.Position]);
        End("#literal");
        block.EndsWithVtl = true;
    }

    private void ParseFlow(BlockBuilder block, Flow flow)
    {
        var start = scanner.Position;
        scanner.SkipBlanks();
        if (scanner.Take('('))
            ParseUnknownArguments();
        else
            scanner.Position = start;
        block.Add(new FlowDirective(flow));
    }

    /// <summary>An unknown directive is text, but its arguments must be valid VTL.</summary>
    private void ParseUnknown(BlockBuilder block, int start)
    {
        var end = scanner.Position;
        scanner.SkipBlanks();
        if (scanner.Take('('))
            ParseUnknownArguments();
        else
            scanner.Position = end;
        block.AddText(scanner.Text[start..scanner.Position]);
        block.EndsWithVtl = true;
    }

    private void ParseUnknownArguments()
    {
        scanner.SkipWhitespace();
        while (!scanner.Take(')'))
        {
            if (scanner.AtEnd)
                throw scanner.Error("a closing parenthesis is missing");
            var start = scanner.Position;
            if (scanner.ReadWord() is "" or "true" or "false")
            {
                scanner.Position = start;
                Expressions.ParseParameter();
            }

            scanner.SkipWhitespace();
            if (scanner.Take(','))
                scanner.SkipWhitespace();
        }

        scanner.SkipRestOfBlankLine();
    }

    private string ParseVariable(string directive)
    {
        scanner.SkipWhitespace();
        var start = scanner.Position;
        var reference = scanner.Current == '$' ? references.TryParse() : null;
        return reference is { IsVariable: true }
            ? reference.Root
            : throw scanner.Error($"{directive} needs a variable here", start);
    }

    private void Open(string directive)
    {
        scanner.SkipWhitespace();
        scanner.Expect('(', $"behind {directive}");
        scanner.SkipWhitespace();
    }

    private void Close(string directive)
    {
        scanner.SkipWhitespace();
        scanner.Expect(')', $"to close {directive}");
        scanner.SkipRestOfBlankLine();
    }

    private void End(string directive)
    {
        if (!TakeName("end"))
            throw scanner.Error($"#end is expected for the {directive}, not {(scanner.AtEnd ? scanner.Found : "#" + PeekName())}");
        scanner.SkipRestOfBlankLine();
    }

    private bool TakeName(string expected)
    {
        var start = scanner.Position;
        if (ReadName() == expected)
            return true;
        scanner.Position = start;
        return false;
    }

    /// <summary><c>#name</c> or <c>#{name}</c>; null if there is none, and then the position is undefined.</summary>
    private string? ReadName()
    {
        if (!scanner.Take('#'))
            return null;
        var isFormal = scanner.Take('{');
        var name = scanner.ReadWord();
        return name.Length == 0 || (isFormal && !scanner.Take('}')) ? null : name;
    }
}
