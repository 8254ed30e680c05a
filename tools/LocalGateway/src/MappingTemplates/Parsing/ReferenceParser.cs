using LocalGateway.MappingTemplates.JsonPath;
using LocalGateway.MappingTemplates.Syntax;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>Reads <c>$x</c>, <c>$!x</c>, <c>${x}</c>, <c>$!{x}</c> with their members, methods and indexes.</summary>
internal sealed class ReferenceParser
{
    private readonly Scanner _scanner;
    private readonly ExpressionParser _expressions;

    public ReferenceParser(Scanner scanner)
    {
        _scanner = scanner;
        _expressions = new ExpressionParser(scanner, this);
    }

    public ExpressionParser Expressions => _expressions;

    /// <returns>Null if the dollar sign is text; then nothing is read.</returns>
    public Reference? TryParse()
    {
        var start = _scanner.Position;
        var position = _scanner.SourcePosition;
        _scanner.Take('$');
        _scanner.Take('!');
        var isFormal = _scanner.Take('{');
        var root = _scanner.ReadName();
        if (root.Length == 0)
        {
            _scanner.Position = start;
            return null;
        }

        var steps = new List<ReferenceStep>();
        while (TryParseStep(root, isFirst: steps.Count == 0) is { } step)
            steps.Add(step);
        if (isFormal)
            _scanner.Expect('}', "to close the reference");
        return new Reference(position, root, steps);
    }

    private ReferenceStep? TryParseStep(string root, bool isFirst)
    {
        var position = _scanner.SourcePosition;
        if (_scanner.Take('['))
        {
            _scanner.Enter();
            _scanner.SkipWhitespace();
            var index = _expressions.ParseParameter();
            _scanner.SkipWhitespace();
            _scanner.Leave();
            _scanner.Expect(']', "to close the index");
            return new IndexStep(position, index);
        }

        if (_scanner.Current != '.' || !char.IsAsciiLetter(_scanner.Peek(1)))
            return null;
        var start = _scanner.Position++;
        var name = _scanner.ReadName();
        if (!_scanner.Take('('))
            return new PropertyStep(position, name);
        if (!JavaMembers.IsRun(name))
            throw _scanner.Error($"LocalGateway does not run Java's method {name}", start);

        _scanner.Enter();
        var arguments = ParseArguments();
        _scanner.Leave();
        if (isFirst && root == "input" && name is "path" or "json")
            CompilePath(arguments);
        return new MethodStep(position, name, arguments);
    }

    private List<Expression> ParseArguments()
    {
        var arguments = new List<Expression>();
        if (_scanner.Take(')'))
            return arguments;
        do
        {
            _scanner.SkipWhitespace();
            arguments.Add(_expressions.ParseParameter());
            _scanner.SkipWhitespace();
        }
        while (_scanner.Take(','));

        _scanner.Expect(')', "to close the arguments (an argument cannot be a calculation: use #set)");
        return arguments;
    }

    /// <summary>Checks a constant path when the template is parsed, before the first request.</summary>
    private void CompilePath(List<Expression> arguments)
    {
        if (arguments is not [ConstantExpression { Value: string path } argument])
            return;
        try
        {
            _scanner.Compiled.Path(path);
        }
        catch (JsonPathException error)
        {
            throw new MappingTemplateException(
                MappingTemplateErrorKind.Syntax, _scanner.Source.Name, argument.Position.Line, argument.Position.Column, error.Message, error);
        }
    }
}
