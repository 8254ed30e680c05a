using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>The replacement text of Java's replaceAll: <c>$1</c>, <c>${name}</c>, and a backslash before a literal character.</summary>
internal static class JavaReplacement
{
    public static IReadOnlyList<(string? Text, string? Group)> Parse(string replacement, RenderScope scope)
    {
        var parts = new List<(string?, string?)>();
        var text = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '\\')
            {
                if (++i == replacement.Length)
                    throw scope.Error("the replacement ends with a backslash");
                text.Append(replacement[i]);
            }
            else if (replacement[i] == '$')
            {
                parts.Add((text.ToString(), null));
                text.Clear();
                parts.Add((null, GroupAt(replacement, ref i, scope)));
            }
            else
            {
                text.Append(replacement[i]);
            }
        }

        parts.Add((text.ToString(), null));
        return parts;
    }

    public static string Expand(IReadOnlyList<(string? Text, string? Group)> parts, Match match, RenderScope scope)
    {
        var output = new StringBuilder();
        foreach (var (text, group) in parts)
            output.Append(text ?? ValueOf(match, group!, scope));
        return output.ToString();
    }

    private static string GroupAt(string replacement, ref int index, RenderScope scope)
    {
        var start = index + 1;
        if (start < replacement.Length && char.IsAsciiDigit(replacement[start]))
        {
            var end = start;
            while (end < replacement.Length && char.IsAsciiDigit(replacement[end]))
                end++;
            index = end - 1;
            return replacement[start..end];
        }

        var close = replacement.IndexOf('}', start);
        if (start >= replacement.Length || replacement[start] != '{' || close < 0)
            throw scope.Error("the replacement has a $ that names no group; write \\$ for the character");
        index = close;
        return replacement[(start + 1)..close];
    }

    /// <summary>Java reads as many digits as form the number of an existing group. The rest is text.</summary>
    private static string ValueOf(Match match, string group, RenderScope scope)
    {
        if (!char.IsAsciiDigit(group[0]))
            return match.Groups.ContainsKey(group) ? match.Groups[group].Value : throw scope.Error($"there is no group {{{group}}}");
        for (var length = group.Length; length > 0; length--)
        {
            if (int.TryParse(group.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < match.Groups.Count)
                return match.Groups[number].Value + group[length..];
        }

        throw scope.Error($"there is no group {group[0]}");
    }
}
