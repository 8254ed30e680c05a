using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Json;

/// <summary>
/// The lenient JSON that API Gateway accepts. Keys and texts may have no quotes or single quotes. Surplus commas and any text after the
/// value are ignored. Behaves as json-smart in its permissive mode.
/// </summary>
internal static class PermissiveJson
{
    /// <summary>
    /// Reads an integer member of a JSON object, as a MOCK integration reads <c>statusCode</c>. False if the text is not an object, or if
    /// the member is missing or not an integer; <c>"200"</c> is not an integer.
    /// </summary>
    public static bool TryGetInteger(string json, string member, out int value)
    {
        value = 0;
        if (!TryParse(json, out var parsed, out _) || parsed is not JavaMap map || map.Get(member) is not int number)
            return false;
        value = number;
        return true;
    }

    /// <summary>Parses to a <see cref="JavaMap"/>, <see cref="JavaList"/>, string, bool, number or null.</summary>
    internal static bool TryParse(string text, out object? value, [NotNullWhen(false)] out string? problem)
    {
        var reader = new Reader(text);
        value = reader.ReadDocument();
        problem = reader.Problem;
        return problem is null;
    }

    private ref struct Reader(string text)
    {
        private const int MaxDepth = MappingTemplateLimits.Nesting;

        /// <summary>The characters that end an unquoted text, depending on its position.</summary>
        private const string AfterKey = ":";
        private const string AfterMember = ",}";
        private const string AfterItem = ",]";

        private int _position;
        private int _depth;

        public string? Problem { get; private set; }

        private readonly char Current => _position < text.Length ? text[_position] : '\0';

        private readonly bool AtEnd => _position >= text.Length;

        public object? ReadDocument()
        {
            SkipBlanks();
            return AtEnd ? "" : ReadValue("");
        }

        private object? ReadValue(string ends)
        {
            SkipBlanks();
            switch (Current)
            {
                case '{':
                    return ReadObject();
                case '[':
                    return ReadArray();
                case '"' or '\'':
                    return ReadQuoted();
                case ':' or '}' or ']':
                    return Fail($"'{Current}' is not expected");
                case '\0' when AtEnd:
                    return Fail("the text ends, but a value is expected");
                default:
                    return ReadBare(ends);
            }
        }

        private object? ReadObject()
        {
            if (!Enter())
                return null;
            var map = new JavaMap();
            while (Problem is null)
            {
                SkipBlanks();
                if (AtEnd)
                    return Fail("a closing brace is missing");
                switch (Current)
                {
                    case '}':
                        return Leave(map);
                    case ',':
                        _position++;
                        break;
                    case ':' or ']' or '[' or '{':
                        return Fail($"'{Current}' is not expected at the start of a key");
                    default:
                        ReadMember(map);
                        break;
                }
            }

            return null;
        }

        private void ReadMember(JavaMap map)
        {
            var key = Current is '"' or '\'' ? ReadQuoted() : ReadUnquoted(AfterKey).ToString();
            SkipBlanks();
            if (Problem is not null)
                return;
            if (Current != ':')
            {
                Fail("a colon is missing after a key");
                return;
            }

            _position++;
            var value = ReadValue(AfterMember);
            SkipBlanks();
            if (Problem is not null)
                return;
            if (Current is ',' or '}')
                map.Put(key!, value);
            else
                Fail(AtEnd ? "a closing brace is missing" : $"'{Current}' is not expected after a value");
        }

        private object? ReadArray()
        {
            if (!Enter())
                return null;
            var list = new JavaList(isJson: true);
            while (Problem is null)
            {
                SkipBlanks();
                if (AtEnd)
                    return Fail("a closing bracket is missing");
                switch (Current)
                {
                    case ']':
                        return Leave(list);
                    case ',':
                        _position++;
                        break;
                    case ':' or '}':
                        return Fail($"'{Current}' is not expected in an array");
                    default:
                        list.Add(ReadValue(AfterItem));
                        break;
                }
            }

            return null;
        }

        private object? ReadBare(string ends)
        {
            var start = _position;
            var word = ReadUnquoted(ends);
            return word switch
            {
                "null" => null,
                "true" => true,
                "false" => false,
                "NaN" => double.NaN,
                _ => text[start] is '-' or (>= '0' and <= '9') && Number(word) is { } number ? number : word.ToString(),
            };
        }

        private static object? Number(ReadOnlySpan<char> word)
        {
            if (word is "-")
                return 0;
            // Most numbers are small. BigInteger takes ten times as long.
            if (word.Length < 10 && !word.ContainsAnyExceptInRange('0', '9'))
                return int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);
            if (BigInteger.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                return JavaArithmetic.Narrowed(integer);
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
                return null;
            return word.Length > 18 && BigDecimal.TryParse(word.ToString(), out var exact) ? (object)exact : real;
        }

        private ReadOnlySpan<char> ReadUnquoted(string ends)
        {
            var rest = text.AsSpan(_position);
            var length = ends.Length == 0 ? -1 : rest.IndexOfAny(ends);
            if (length < 0)
                length = rest.Length;
            _position += length;
            return rest[..length].Trim(" \t\r\n");
        }

        private string? ReadQuoted()
        {
            var quote = Current;
            var rest = text.AsSpan(_position + 1);
            var end = rest.IndexOfAny(quote, '\\');
            if (end >= 0 && rest[end] == quote)
            {
                _position += end + 2;
                return rest[..end].ToString();
            }

            var output = new StringBuilder();
            for (_position++; !AtEnd; _position++)
            {
                var c = Current;
                if (c == quote)
                {
                    _position++;
                    return output.ToString();
                }

                if (c == '\\')
                    ReadEscape(output);
                else
                    output.Append(c);
            }

            Fail("a closing quote is missing");
            return null;
        }

        private void ReadEscape(StringBuilder output)
        {
            _position++;
            switch (Current)
            {
                case 't':
                    output.Append('\t');
                    break;
                case 'n':
                    output.Append('\n');
                    break;
                case 'r':
                    output.Append('\r');
                    break;
                case 'f':
                    output.Append('\f');
                    break;
                case 'b':
                    output.Append('\b');
                    break;
                case 'u':
                    ReadHex(output, 4);
                    break;
                case 'x':
                    ReadHex(output, 2);
                    break;
                case '"' or '\'' or '\\' or '/':
                    output.Append(Current);
                    break;
                default:
                    // Unknown escapes are dropped.
                    break;
            }
        }

        private void ReadHex(StringBuilder output, int digits)
        {
            if (_position + digits < text.Length
                && ushort.TryParse(
                    text.AsSpan(_position + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                output.Append((char)code);
            else
                Fail("an escape is not followed by hexadecimal digits");
            _position = Math.Min(_position + digits, text.Length);
        }

        private void SkipBlanks()
        {
            while (!AtEnd && Current is ' ' or '\t' or '\r' or '\n')
                _position++;
        }

        private bool Enter()
        {
            _position++;
            if (++_depth > MaxDepth)
                Fail("it is nested too deeply");
            return Problem is null;
        }

        private object? Leave(object value)
        {
            _position++;
            _depth--;
            return value;
        }

        private object? Fail(string problem)
        {
            Problem ??= $"{problem} (character {_position + 1})";
            return null;
        }
    }
}
