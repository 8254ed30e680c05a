using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

/// <summary>
/// What a reply with an error says about itself: title, detail and the first errors of a problem (RFC 9457), the message of another JSON
/// object, or a short plain text. It is text from outside: cut, on one line, and without control characters.
/// </summary>
internal static class ReplyWords
{
    private const int MaxBody = 64 * 1024;
    private const int MaxPart = 240;
    private const int MaxWords = 480;
    private const int MaxErrors = 3;

    private static readonly string[] Titles = ["title"];
    private static readonly string[] Details = ["detail", "message", "Message", "error_description", "errorMessage"];
    private static readonly string[] Places = ["pointer", "field", "parameter", "header"];

    /// <returns>Without a full stop at the end; null if the reply is no error or says nothing.</returns>
    public static string? Of(Reply reply)
    {
        if (reply.StatusCode < 400 || reply.Body.Length is 0 or > MaxBody)
            return null;
        var words = reply.Body.Span.TrimStart(" \r\n\t"u8) is [(byte)'{', ..] ? OfJson(reply.Body) : OfText(reply.Body.Span);
        return string.IsNullOrEmpty(words) ? null : Cut(words, MaxWords).TrimEnd('.');
    }

    private static string? OfJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var (title, detail) = (Text(document.RootElement, Titles), Text(document.RootElement, Details));
            string?[] sentences = detail.StartsWith(title, StringComparison.Ordinal) ? [detail] : [title, detail];
            var words = string.Join(' ', sentences.Where(text => !string.IsNullOrEmpty(text)).Select(text => Sentence(text!)));
            var errors = document.RootElement.TryGetProperty("errors", out var list) ? Errors(list).ToList() : [];
            if (errors.Count == 0)
                return words;
            var more = errors.Count > MaxErrors ? string.Create(CultureInfo.InvariantCulture, $"; {errors.Count - MaxErrors} more") : "";
            return $"{words} {string.Join("; ", errors.Take(MaxErrors))}{more}".TrimStart();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: a string of the JSON text is not valid UTF-16.
            return null;
        }
    }

    // A list of problems with a pointer and a detail each, or the messages by member, as ASP.NET Core writes them.
    private static IEnumerable<string> Errors(JsonElement errors) => errors.ValueKind switch
    {
        JsonValueKind.Array => errors.EnumerateArray().Select(error => error.ValueKind == JsonValueKind.Object
            ? Joined(Text(error, Places), Text(error, Details) is { Length: > 0 } detail ? detail : Text(error, Titles))
            : Plain(error)).Where(text => text.Length > 0),
        JsonValueKind.Object => errors.EnumerateObject().Select(member => Joined(
            Clean(member.Name), member.Value.ValueKind == JsonValueKind.Array ? string.Join(", ", member.Value.EnumerateArray().Select(Plain)) : Plain(member.Value))),
        _ => [],
    };

    private static string Joined(string place, string text) => Cut((place.Length, text.Length) switch
    {
        (0, _) => text,
        (_, 0) => place,
        _ => $"{place}: {text}",
    }, MaxPart).TrimEnd('.');

    private static string Text(JsonElement json, string[] names) =>
        names.Select(name => json.TryGetProperty(name, out var value) ? Plain(value) : "").FirstOrDefault(text => text.Length > 0) ?? "";

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? Cut(Clean(value.GetString()!), MaxPart) : "";

    private static string Sentence(string text) => text[^1] is '.' or '!' or '?' or '…' ? text : $"{text}.";

    // Markup and other formats are long, and no sentence.
    private static string? OfText(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxPart || body[0] is (byte)'<' or (byte)'[')
            return null;
        var text = Clean(Encoding.UTF8.GetString(body));
        return text.Any(char.IsLetter) && !text.Contains('\uFFFD', StringComparison.Ordinal) ? text : null;
    }

    private static string Clean(string text) => string.Join(' ', string.Concat(text.Select(character =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator ? ' ' : character)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int length) => text.Length <= length
        ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)}…";
}
