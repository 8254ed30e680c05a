using System.Text;
using System.Text.RegularExpressions;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>
/// Rewrites a Java pattern for .NET where the two differ. In Java, \d, \w and \s are ASCII, and the dot excludes every line end unless the
/// flag s is set. Possessive quantifiers become atomic groups. \Q…\E and the POSIX classes are expanded.
/// </summary>
internal static partial class JavaRegexDialect
{
    private const int MaxLength = 10_000;
    private const string LineEnds = @"\n\r\u0085\u2028\u2029";

    private static readonly Dictionary<string, string> PosixClasses = new(StringComparer.Ordinal)
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = @"\x00-\x7F",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = @"!-/:-@\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = @"\x20-\x7E",
        ["Blank"] = @"\x20\t",
        ["Cntrl"] = @"\x00-\x1F\x7F",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = @"\x20\t\n\x0B\f\r",
    };

    /// <exception cref="ArgumentException">
    /// The pattern is too long, or uses an intersection of character classes, which .NET does not have.
    /// </exception>
    public static string Translate(string pattern)
    {
        if (pattern.Length > MaxLength)
            throw new ArgumentException($"the pattern is longer than {MaxLength} characters");
        var output = new StringBuilder(pattern.Length + 16);
        var groups = new Stack<(int Start, bool IsDotAllAround)>();
        var atomStart = 0;
        var isDotAll = false;
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            var start = output.Length;
            if (c == '\\')
            {
                i = Escape(pattern, i, output, inClass);
            }
            else if (inClass)
            {
                inClass = c != ']';
                start = atomStart;
                Class(pattern, i, output);
            }
            else if (c is '*' or '+' or '?' or '{')
            {
                i = Quantifier(pattern, i, output, atomStart);
                continue;
            }
            else if (c == '(')
            {
                // (?s) applies to the rest of the enclosing group, (?s:…) to its own group.
                var flags = InlineFlags().Match(pattern, i);
                if (!flags.Value.EndsWith(')'))
                    groups.Push((output.Length, isDotAll));
                isDotAll = (isDotAll || flags.Groups["on"].Value.Contains('s')) && !flags.Groups["off"].Value.Contains('s');
                // The characters after (? belong to the group's opening and are not a quantifier.
                var opening = flags.Success ? flags.Value : pattern.AsSpan(i).StartsWith("(?") ? "(?" : "(";
                output.Append(opening);
                i += opening.Length - 1;
            }
            else if (c == ')')
            {
                if (groups.TryPop(out var group))
                    (start, isDotAll) = group;
                output.Append(c);
            }
            else
            {
                inClass = c == '[';
                output.Append(c != '.' ? c.ToString() : isDotAll ? @"[\s\S]" : $"[^{LineEnds}]");
                if (inClass && i + 1 < pattern.Length && pattern[i + 1] == '^')
                    output.Append(pattern[++i]);
            }

            atomStart = start;
        }

        return output.ToString();
    }

    /// <summary>Flags at the beginning of a group, or for the rest of the enclosing group.</summary>
    [GeneratedRegex(@"\G\(\?(?<on>[a-zA-Z]*)(-(?<off>[a-zA-Z]*))?[:)]")]
    private static partial Regex InlineFlags();

    private static void Class(string pattern, int index, StringBuilder output)
    {
        if (pattern[index] == '&' && index + 1 < pattern.Length && pattern[index + 1] == '&')
            throw new ArgumentException("the intersection && of character classes is not supported");
        if (pattern[index] == '[')
            output.Append('\\');
        output.Append(pattern[index]);
    }

    /// <returns>The index of the last character read.</returns>
    private static int Escape(string pattern, int index, StringBuilder output, bool inClass)
    {
        if (++index == pattern.Length)
            throw new ArgumentException("the pattern ends with a backslash");
        var c = pattern[index];
        switch (c)
        {
            case 'Q':
                var end = pattern.IndexOf(@"\E", index, StringComparison.Ordinal);
                var literal = end < 0 ? pattern[(index + 1)..] : pattern[(index + 1)..end];
                foreach (var character in literal)
                    output.Append(Quote(character));
                return end < 0 ? pattern.Length - 1 : end + 1;
            case 'p' or 'P' when index + 1 < pattern.Length && pattern[index + 1] == '{':
                return NamedClass(pattern, index, output, inClass);
            case 'd' or 'w' or 's' or 'h':
                output.Append(inClass ? Characters(c) : $"[{Characters(c)}]");
                return index;
            case 'D' or 'W' or 'S' or 'H' when !inClass:
                output.Append($"[^{Characters(char.ToLowerInvariant(c))}]");
                return index;
            case 'R' when !inClass:
                output.Append(@"(?:\r\n|[\n\x0B\f\r\u0085\u2028\u2029])");
                return index;
            case 'Z':
                output.Append(@"\Z");
                return index;
            default:
                output.Append(char.IsAsciiLetterOrDigit(c) ? $"\\{c}" : Quote(c));
                return index;
        }
    }

    private static string Quote(char c) => char.IsAsciiLetterOrDigit(c) || c > '\x7F' ? c.ToString() : $"\\x{(int)c:X2}";

    private static string Characters(char shorthand) => shorthand switch
    {
        'd' => "0-9",
        'w' => "a-zA-Z_0-9",
        's' => @"\x20\t\n\x0B\f\r",
        _ => @"\x20\t\xA0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    };

    private static int NamedClass(string pattern, int index, StringBuilder output, bool inClass)
    {
        var close = pattern.IndexOf('}', index);
        if (close < 0)
            throw new ArgumentException("a character class is not closed");
        var name = pattern[(index + 2)..close];
        var isNegated = pattern[index] == 'P';
        if (PosixClasses.TryGetValue(name, out var characters) && !(inClass && isNegated))
            output.Append(inClass ? characters : isNegated ? $"[^{characters}]" : $"[{characters}]");
        else
            output.Append(isNegated ? @"\P{" : @"\p{").Append(name is ['I', 's', .. var script] ? script : name).Append('}');
        return close;
    }

    /// <returns>The index of the last character read.</returns>
    private static int Quantifier(string pattern, int index, StringBuilder output, int atomStart)
    {
        var end = index;
        if (pattern[index] == '{')
        {
            end = pattern.IndexOf('}', index);
            if (end < 0)
                throw new ArgumentException("a quantifier is not closed");
        }

        var isPossessive = end + 1 < pattern.Length && pattern[end + 1] == '+';
        if (isPossessive)
            output.Insert(atomStart, "(?>");
        output.Append(pattern, index, end - index + 1);
        if (!isPossessive)
            return end;
        output.Append(')');
        return end + 1;
    }
}
