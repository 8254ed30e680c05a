using System.Globalization;

namespace LocalGateway;

/// <summary>Sentences about a request. Texts from outside get one line, no control characters, and a limited length.</summary>
internal static class Sentences
{
    /// <summary>Joins sentences. Those after the first begin with a capital letter. The last one keeps no full stop.</summary>
    public static string Join(params IEnumerable<string?> sentences)
    {
        var given = sentences.Where(text => !string.IsNullOrEmpty(text)).ToList();
        return string.Join(' ', given.Select((text, index) => Closed(index == 0 ? text! : Capital(text!)))).TrimEnd('.');
    }

    /// <summary>The text with a full stop, unless it has an end already.</summary>
    public static string Closed(string text) => text[^1] is '.' or '!' or '?' or '…' ? text : $"{text}.";

    /// <summary>A text from outside in one line, without control characters, at most of this length.</summary>
    public static string Plain(string text, int length) => Cut(OneLine(text), length);

    public static string Cut(string text, int length) => text.Length <= length
        ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)}…";

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text.AsSpan(1)}";

    private static string OneLine(string text) => string.Join(' ', string.Concat(text.Select(character =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator ? ' ' : character)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
