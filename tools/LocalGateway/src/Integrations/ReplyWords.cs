using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

/// <summary>
/// What a reply with an error says about itself: title, detail, the first errors and the other members of a problem (RFC 9457), the message
/// of another JSON object, or a short plain text. It is text from outside: cut, on one line, and without control characters.
/// </summary>
internal static class ReplyWords
{
    private const int MaxBody = 64 * 1024;
    private const int MaxPart = 240;
    private const int MaxWords = 480;
    private const int MaxMember = 160;
    private const int MaxErrors = 3;

    private static readonly string[] Titles = ["title"];
    private static readonly string[] Details = ["detail", "message", "Message", "error_description", "errorMessage"];
    private static readonly string[] Places = ["pointer", "field", "parameter", "header"];

    // Members that have their own sentence, and names for programs.
    private static readonly HashSet<string> NotSaid = new(
        [
            .. Titles, .. Details, "type", "status", "statusCode", "instance", "errors", "error", "code", "errorType", "__type", "timestamp",
            "requestId", "request_id", "traceId", "trace_id", "trace", "stackTrace",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <returns>Without a full stop at the end; null if the reply is no error or says nothing.</returns>
    public static string? Of(Reply reply)
    {
        if (reply.StatusCode < 400 || reply.Body.Length is 0 or > MaxBody)
            return null;
        var words = reply.Body.Span.TrimStart(" \r\n\t"u8) is [(byte)'{', ..] ? OfJson(reply.Body) : OfText(reply.Body.Span);
        return string.IsNullOrEmpty(words) ? null : Sentences.Cut(words, MaxWords).TrimEnd('.');
    }

    private static string? OfJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var (title, detail) = (Text(document.RootElement, Titles), Text(document.RootElement, Details));
            string?[] sentences = detail.StartsWith(title, StringComparison.Ordinal) ? [detail] : [title, detail];
            var words = string.Join(' ', sentences.Where(text => !string.IsNullOrEmpty(text)).Select(text => Sentences.Closed(text!)));
            var errors = document.RootElement.TryGetProperty("errors", out var list) ? First(Errors(list)) : "";
            // A JSON text without a sentence of its own is data, and no reason.
            var members = words.Length == 0 ? "" : string.Join(' ', Members(document.RootElement).Take(MaxErrors).Select(Sentences.Closed));
            string[] parts = [words, errors.Length > 0 && members.Length > 0 ? Sentences.Closed(errors) : errors, members];
            return string.Join(' ', parts.Where(text => text.Length > 0));
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
            Sentences.Plain(member.Name, MaxPart),
            member.Value.ValueKind == JsonValueKind.Array ? string.Join(", ", member.Value.EnumerateArray().Select(Plain)) : Plain(member.Value))),
        _ => [],
    };

    // Extension members of a problem (RFC 9457 §3.2): they say what the client needs to know beyond the type.
    private static IEnumerable<string> Members(JsonElement problem) =>
        from member in problem.EnumerateObject()
        where !NotSaid.Contains(member.Name)
        let value = Value(member.Value)
        where value.Length > 0
        select Sentences.Cut($"{Sentences.Plain(member.Name, MaxPart)}: {value}", MaxMember);

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => First(value.EnumerateArray().Select(Value).Where(text => text.Length > 0)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject()
            .Select(member => (member.Name, Text: Scalar(member.Value)))
            .Where(member => member.Text.Length > 0)
            .Select(member => $"{Sentences.Plain(member.Name, MaxPart)} {member.Text}")),
        _ => Scalar(value),
    };

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Plain(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => "",
    };

    private static string First(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        var more = all.Count > MaxErrors ? string.Create(CultureInfo.InvariantCulture, $"; {all.Count - MaxErrors} more") : "";
        return $"{string.Join("; ", all.Take(MaxErrors))}{more}";
    }

    private static string Joined(string place, string text) => Sentences.Cut((place.Length, text.Length) switch
    {
        (0, _) => text,
        (_, 0) => place,
        _ => $"{place}: {text}",
    }, MaxPart).TrimEnd('.');

    private static string Text(JsonElement json, string[] names) =>
        names.Select(name => json.TryGetProperty(name, out var value) ? Plain(value) : "").FirstOrDefault(text => text.Length > 0) ?? "";

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? Sentences.Plain(value.GetString()!, MaxPart) : "";

    // Markup and other formats are long, and no sentence.
    private static string? OfText(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxPart || body[0] is (byte)'<' or (byte)'[')
            return null;
        var text = Sentences.Plain(Encoding.UTF8.GetString(body), MaxPart);
        return text.Any(char.IsLetter) && !text.Contains('\uFFFD', StringComparison.Ordinal) ? text : null;
    }
}
