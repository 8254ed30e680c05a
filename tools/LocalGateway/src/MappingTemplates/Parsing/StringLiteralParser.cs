using System.Globalization;
using System.Text;
using LocalGateway.MappingTemplates.Syntax;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>
/// Reads a text in quotes. A doubled quote stands for one quote. The only other escape is <c>\u0041</c> in double quotes. References and
/// directives are also rendered in double quotes.
/// </summary>
internal sealed class StringLiteralParser(Scanner scanner)
{
    public Expression Parse()
    {
        var position = scanner.SourcePosition;
        var start = scanner.Position;
        var quote = scanner.Current;
        var content = ReadContent(quote);
        if (quote == '\'')
            return new ConstantExpression(position, content);
        content = WithUnicode(content);
        if (content.AsSpan().IndexOfAny('$', '#') < 0)
            return new ConstantExpression(position, content);

        scanner.Enter();
        var block = TemplateParser.ParseLiteral(scanner.Literal(start + 1, content));
        scanner.Leave();
        return block.ConstantText is { } text ? new ConstantExpression(position, text) : new InterpolatedExpression(position, block);
    }

    private string ReadContent(char quote)
    {
        var start = scanner.Position;
        var content = new StringBuilder();
        for (scanner.Position++; !scanner.AtEnd; scanner.Position++)
        {
            if (scanner.Current == quote)
            {
                if (scanner.Peek(1) != quote)
                {
                    scanner.Position++;
                    return content.ToString();
                }

                scanner.Position++;
            }

            content.Append(scanner.Current);
        }

        throw scanner.Error("the closing quote of the string is missing", start);
    }

    private static string WithUnicode(string content)
    {
        if (!content.Contains(@"\u", StringComparison.Ordinal))
            return content;
        var output = new StringBuilder();
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\\' && i + 5 < content.Length && content[i + 1] == 'u'
                && ushort.TryParse(content.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                output.Append((char)code);
                i += 5;
            }
            else
            {
                output.Append(content[i]);
            }
        }

        return output.ToString();
    }
}
