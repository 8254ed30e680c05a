using System.Globalization;
using System.Numerics;
using LocalGateway.MappingTemplates.Syntax;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>
/// Reads expressions: <c>||</c>, <c>&amp;&amp;</c>, <c>== !=</c>, <c>&lt; &lt;= &gt; &gt;=</c>, <c>+ -</c>, <c>* / %</c>, <c>!</c>,
/// and operands.
/// </summary>
internal sealed class ExpressionParser(Scanner scanner, ReferenceParser references)
{
    private delegate Expression? OperatorReader(Expression left, SourcePosition position);

    public Expression ParseExpression() => ParseOr();

    /// <summary>An operand: everything that may be an argument, an index, or an element of a list or map.</summary>
    public Expression ParseParameter()
    {
        var position = scanner.SourcePosition;
        switch (scanner.Current)
        {
            case '"' or '\'':
                return new StringLiteralParser(scanner).Parse();
            case '$':
                return references.TryParse() ?? throw scanner.Error("the name of a reference is missing");
            case '[':
                return Nested(ParseListOrRange);
            case '{':
                return Nested(ParseMap);
            case '-' or '.' or (>= '0' and <= '9'):
                return ParseNumber();
        }

        var start = scanner.Position;
        var word = scanner.ReadWord();
        return word switch
        {
            "true" => new BooleanExpression(position, true),
            "false" => new BooleanExpression(position, false),
            "null" => throw scanner.Error("a template has no null; use a variable without a value, or \"\"", start),
            "" => throw scanner.Error($"a value is expected, not {scanner.Found}", start),
            _ => throw scanner.Error($"a value is expected, not '{word}'; write a string in quotes", start),
        };
    }

    private Expression ParseOr() => ParseLeft(ParseAnd, (left, position) =>
        TakeOperator("||") || TakeWord("or") ? new OrExpression(position, left, ParseAnd()) : null);

    private Expression ParseAnd() => ParseLeft(ParseEquality, (left, position) =>
        TakeOperator("&&") || TakeWord("and") ? new AndExpression(position, left, ParseEquality()) : null);

    private Expression ParseEquality() => ParseLeft(ParseComparison, (left, position) =>
        TakeOperator("==") || TakeWord("eq") ? new EqualityExpression(position, left, ParseComparison(), negated: false)
        : TakeOperator("!=") || TakeWord("ne") ? new EqualityExpression(position, left, ParseComparison(), negated: true)
        : null);

    private Expression ParseComparison() => ParseLeft(ParseSum, (left, position) =>
        ComparisonSign() is { } sign ? new ComparisonExpression(position, sign, left, ParseSum()) : null);

    private Expression ParseSum() => ParseLeft(ParseProduct, (left, position) =>
        scanner.Current is '+' || (scanner.Current is '-' && !char.IsAsciiDigit(scanner.Peek(1)) && scanner.Peek(1) != '.')
            ? new ArithmeticExpression(position, TakeSign(), left, ParseProduct())
            : null);

    private Expression ParseProduct() => ParseLeft(ParseUnary, (left, position) =>
        scanner.Current is '*' or '/' or '%' ? new ArithmeticExpression(position, TakeSign(), left, ParseUnary()) : null);

    private Expression ParseUnary()
    {
        scanner.SkipWhitespace();
        var position = scanner.SourcePosition;
        if (scanner.Take('!') || TakeWord("not"))
            return Nested(() => new NotExpression(position, ParseUnary()));
        if (!scanner.Take('('))
            return ParseParameter();
        return Nested(() =>
        {
            var inner = ParseExpression();
            scanner.SkipWhitespace();
            scanner.Expect(')', "to close the parenthesis");
            return inner;
        });
    }

    /// <summary>Operators of one precedence, from left to right.</summary>
    private Expression ParseLeft(Func<Expression> operand, OperatorReader next)
    {
        var left = operand();
        var depth = 0;
        while (true)
        {
            var start = scanner.Position;
            scanner.SkipWhitespace();
            if (next(left, scanner.SourcePosition) is not { } combined)
            {
                scanner.Position = start;
                break;
            }

            // Every operator makes the left side of the tree deeper.
            left = combined;
            scanner.Enter();
            depth++;
        }

        for (; depth > 0; depth--)
            scanner.Leave();
        return left;
    }

    private Expression ParseListOrRange()
    {
        var position = scanner.SourcePosition;
        scanner.Take('[');
        if (scanner.Take(']'))
            return new ListExpression(position, []);
        scanner.SkipWhitespace();
        List<Expression> items = [ParseParameter()];
        scanner.SkipWhitespace();
        if (items[0] is Reference or ConstantExpression { Value: int } && scanner.Take(".."))
            return ParseRangeEnd(position, items[0]);
        while (scanner.Take(','))
        {
            scanner.SkipWhitespace();
            items.Add(ParseParameter());
            scanner.SkipWhitespace();
        }

        scanner.Expect(']', "to close the list");
        return new ListExpression(position, items);
    }

    private RangeExpression ParseRangeEnd(SourcePosition position, Expression first)
    {
        scanner.SkipWhitespace();
        var start = scanner.Position;
        var last = ParseParameter();
        if (last is not (Reference or ConstantExpression { Value: int }))
            throw scanner.Error("the end of a range must be an integer or a reference", start);
        scanner.SkipWhitespace();
        scanner.Expect(']', "to close the range");
        return new RangeExpression(position, first, last);
    }

    private MapExpression ParseMap()
    {
        var position = scanner.SourcePosition;
        scanner.Take('{');
        scanner.SkipWhitespace();
        var entries = new List<(Expression, Expression)>();
        if (scanner.Take('}'))
            return new MapExpression(position, entries);
        do
        {
            scanner.SkipWhitespace();
            var key = ParseParameter();
            scanner.SkipWhitespace();
            scanner.Expect(':', "between key and value");
            scanner.SkipWhitespace();
            entries.Add((key, ParseParameter()));
            scanner.SkipWhitespace();
        }
        while (scanner.Take(','));

        scanner.Expect('}', "to close the map");
        return new MapExpression(position, entries);
    }

    /// <summary>Integers of any size. A number with a dot or exponent is a double.</summary>
    private ConstantExpression ParseNumber()
    {
        var position = scanner.SourcePosition;
        var start = scanner.Position;
        scanner.Take('-');
        SkipDigits();
        var isReal = scanner.Current == '.' && scanner.Peek(1) != '.';
        if (isReal)
        {
            scanner.Position++;
            SkipDigits();
        }

        isReal |= TakeExponent();
        var text = scanner.Text[start..scanner.Position];
        if (isReal && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return new ConstantExpression(position, real);
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            throw scanner.Error("a number is expected", start);
        if (integer.GetBitLength() > MappingTemplateLimits.IntegerBits)
            throw scanner.Error("the number has too many digits", start, MappingTemplateErrorKind.LimitExceeded);
        return new ConstantExpression(position, JavaArithmetic.Narrowed(integer));
    }

    private bool TakeExponent()
    {
        var start = scanner.Position;
        if (scanner.Current is 'e' or 'E')
        {
            scanner.Position++;
            if (scanner.Current is '+' or '-')
                scanner.Position++;
            if (char.IsAsciiDigit(scanner.Current))
            {
                SkipDigits();
                return true;
            }
        }

        scanner.Position = start;
        return false;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(scanner.Current))
            scanner.Position++;
    }

    private T Nested<T>(Func<T> parse)
    {
        scanner.Enter();
        var result = parse();
        scanner.Leave();
        return result;
    }

    private char TakeSign() => scanner.Text[scanner.Position++];

    private bool TakeOperator(string sign) => scanner.Take(sign);

    private string? ComparisonSign() =>
        scanner.Take("<=") || TakeWord("le") ? "<="
        : scanner.Take(">=") || TakeWord("ge") ? ">="
        : scanner.Take('<') || TakeWord("lt") ? "<"
        : scanner.Take('>') || TakeWord("gt") ? ">"
        : null;

    private bool TakeWord(string word)
    {
        var start = scanner.Position;
        if (scanner.StartsWith(word) && scanner.ReadWord() == word)
            return true;
        scanner.Position = start;
        return false;
    }
}
