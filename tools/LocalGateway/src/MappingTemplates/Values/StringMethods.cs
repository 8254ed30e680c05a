using System.Globalization;
using System.Text;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>java.lang.String's methods.</summary>
internal static class StringMethods
{
    public static object? Invoke(string text, string method, object?[] arguments, RenderScope scope)
    {
        scope.Charge(text.Length);
        return (method, arguments) switch
        {
            ("length", []) => text.Length,
            ("isEmpty", []) => text.Length == 0,
            ("trim", []) => text.Trim(JavaBlanks),
            ("strip", []) => StripLeading(StripTrailing(text)),
            ("stripLeading", []) => StripLeading(text),
            ("stripTrailing", []) => StripTrailing(text),
            ("isBlank", []) => StripLeading(text).Length == 0,
            ("toUpperCase", []) => ToUpperCase(text, scope),
            ("toLowerCase", []) => text.ToLowerInvariant(),
            ("intern", []) => text,
            ("hashCode", []) => HashCode(text),
            ("toCharArray", []) => new JavaList(text.Select(c => (object)c)),
            ("charAt", [{ } index]) when JavaText.IsNumber(index) => CharAt(text, JavaArithmetic.ToInt(index), scope),
            ("codePointAt", [{ } index]) when JavaText.IsNumber(index) => CodePointAt(text, JavaArithmetic.ToInt(index), scope),
            ("substring", [{ } from]) when JavaText.IsNumber(from) => Substring(text, JavaArithmetic.ToInt(from), text.Length, scope),
            ("substring" or "subSequence", [{ } from, { } to]) when JavaText.IsNumber(from) && JavaText.IsNumber(to) =>
                Substring(text, JavaArithmetic.ToInt(from), JavaArithmetic.ToInt(to), scope),
            ("concat", [string other]) => Joined(text, other, scope),
            ("contains", [string part]) => text.Contains(part, StringComparison.Ordinal),
            ("startsWith", [string part]) => text.StartsWith(part, StringComparison.Ordinal),
            ("startsWith", [string part, { } from]) when JavaText.IsNumber(from) => StartsWith(text, part, JavaArithmetic.ToInt(from)),
            ("endsWith", [string part]) => text.EndsWith(part, StringComparison.Ordinal),
            ("contentEquals", [string other]) => text == other,
            ("valueOf" or "copyValueOf", [{ } value]) => JavaText.Of(value, scope),
            ("join", [string separator, JavaList parts]) => Join(separator, parts, scope),
            ("equalsIgnoreCase", [string other]) => text.Equals(other, StringComparison.OrdinalIgnoreCase),
            ("compareTo", [string other]) => CompareTo(text, other),
            ("compareToIgnoreCase", [string other]) => CompareTo(text.ToLowerInvariant(), other.ToLowerInvariant()),
            ("indexOf", [{ } part]) => IndexOf(text, PartOf(part), 0),
            ("indexOf", [{ } part, { } from]) when JavaText.IsNumber(from) => IndexOf(text, PartOf(part), JavaArithmetic.ToInt(from)),
            ("lastIndexOf", [{ } part]) => LastIndexOf(text, PartOf(part), text.Length),
            ("lastIndexOf", [{ } part, { } from]) when JavaText.IsNumber(from) =>
                LastIndexOf(text, PartOf(part), JavaArithmetic.ToInt(from)),
            ("replace", [string or char, string or char]) => Replace(text, JavaText.Of(arguments[0]), JavaText.Of(arguments[1]), scope),
            ("matches", [string pattern]) => JavaRegex.Matches(text, pattern, scope),
            ("replaceAll", [string pattern, string replacement]) => JavaRegex.Replace(text, pattern, replacement, -1, scope),
            ("replaceFirst", [string pattern, string replacement]) => JavaRegex.Replace(text, pattern, replacement, 1, scope),
            ("split", [string pattern]) => JavaRegex.Split(text, pattern, 0, scope),
            ("split", [string pattern, { } limit]) when JavaText.IsNumber(limit) =>
                JavaRegex.Split(text, pattern, JavaArithmetic.ToInt(limit), scope),
            ("repeat", [{ } count]) when JavaText.IsNumber(count) => Repeat(text, JavaArithmetic.ToInt(count), scope),
            _ => null,
        };
    }

    /// <summary>Java's trim removes every character up to and including the blank.</summary>
    private static char[] JavaBlanks { get; } = [.. Enumerable.Range(0, ' ' + 1).Select(c => (char)c)];

    private static string StripLeading(string text)
    {
        var start = 0;
        while (start < text.Length && IsWhitespace(text[start]))
            start++;
        return text[start..];
    }

    private static string StripTrailing(string text)
    {
        var end = text.Length;
        while (end > 0 && IsWhitespace(text[end - 1]))
            end--;
        return text[..end];
    }

    /// <summary>Java's whitespace has no non-breaking spaces, but has the four separators from U+001C.</summary>
    private static bool IsWhitespace(char c) =>
        c is >= '\u001c' and <= '\u001f' || (char.IsWhiteSpace(c) && c is not ('\u0085' or '\u00a0' or '\u2007' or '\u202f'));

    private static int CodePointAt(string text, int index, RenderScope scope)
    {
        var first = CharAt(text, index, scope);
        return index + 1 < text.Length && char.IsSurrogatePair(first, text[index + 1])
            ? char.ConvertToUtf32(first, text[index + 1])
            : first;
    }

    private static string Join(string separator, JavaList parts, RenderScope scope)
    {
        scope.Charge((long)separator.Length * parts.Count);
        return string.Join(separator, parts.Select(part => part is null ? "null" : JavaText.Of(part, scope)));
    }

    /// <summary>In Java the upper case of ß is two letters.</summary>
    private static string ToUpperCase(string text, RenderScope scope)
    {
        scope.Charge(text.Length);
        return text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);
    }

    private static int HashCode(string text)
    {
        var hash = 0;
        foreach (var c in text)
            hash = unchecked((hash * 31) + c);
        return hash;
    }

    private static char CharAt(string text, int index, RenderScope scope) => index >= 0 && index < text.Length
        ? text[index]
        : throw scope.Error($"charAt: the index {index} is outside a text of {text.Length} characters");

    private static string Substring(string text, int from, int to, RenderScope scope) => from >= 0 && from <= to && to <= text.Length
        ? text[from..to]
        : throw scope.Error($"substring: {from} to {to} is outside a text of {text.Length} characters");

    private static string Joined(string text, string other, RenderScope scope)
    {
        scope.Charge(other.Length);
        return text + other;
    }

    private static bool StartsWith(string text, string part, int from) =>
        from >= 0 && from <= text.Length && text.AsSpan(from).StartsWith(part, StringComparison.Ordinal);

    private static int CompareTo(string text, string other)
    {
        for (var i = 0; i < Math.Min(text.Length, other.Length); i++)
            if (text[i] != other[i])
                return text[i] - other[i];
        return text.Length - other.Length;
    }

    /// <summary>A text, or a character by its code.</summary>
    private static string? PartOf(object part) => part switch
    {
        string text => text,
        char character => character.ToString(),
        int code when Rune.IsValid(code) => new Rune(code).ToString(),
        _ => null,
    };

    private static int? IndexOf(string text, string? part, int from) =>
        part is null ? null : text.IndexOf(part, Math.Clamp(from, 0, text.Length), StringComparison.Ordinal);

    private static int? LastIndexOf(string text, string? part, int from)
    {
        if (part is null)
            return null;
        var start = Math.Min(from, text.Length - part.Length);
        return start < 0 ? -1 : text.AsSpan(0, start + part.Length).LastIndexOf(part, StringComparison.Ordinal);
    }

    private static string Replace(string text, string part, string replacement, RenderScope scope)
    {
        var occurrences = part.Length == 0 ? text.Length + 1 : 1 + (text.Length / part.Length);
        scope.Charge((long)occurrences * (replacement.Length + 1));
        if (part.Length > 0)
            return text.Replace(part, replacement, StringComparison.Ordinal);

        // Java inserts the replacement around every character.
        var output = new StringBuilder(replacement);
        foreach (var c in text)
            output.Append(c).Append(replacement);
        return output.ToString();
    }

    private static string Repeat(string text, int count, RenderScope scope)
    {
        if (count < 0)
            throw scope.Error(string.Create(CultureInfo.InvariantCulture, $"repeat: {count} is negative"));
        scope.Charge((long)text.Length * count);
        return new StringBuilder().Insert(0, text, count).ToString();
    }
}
