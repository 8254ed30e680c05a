using System.Diagnostics.CodeAnalysis;
using System.Text;
using LambdaCrud.Http;

namespace LambdaCrud.Idempotency;

/// <summary>
/// The header Idempotency-Key: 1 to 255 visible ASCII characters. The text is bare, or the quoted string (RFC 8941 §3.3.3) that
/// draft-ietf-httpapi-idempotency-key-header requires. Both forms of a text are the same key.
/// </summary>
internal sealed record IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    private IdempotencyKey(string text) => Text = text;

    /// <summary>The client's own text. It is never logged.</summary>
    public string Text { get; }

    /// <summary>
    /// False if the header is not a valid key, or if the route requires the header and the request has none. Otherwise the key is null
    /// without the header.
    /// </summary>
    public static bool TryRead(ApiCall call, out IdempotencyKey? key, [NotNullWhen(false)] out Reply? refusal)
    {
        var values = call.Header(Header);
        key = values is [var value] && Unquote(value) is { Length: > 0 and <= MaxLength } text && text.All(IsVisible)
            ? new IdempotencyKey(text)
            : null;
        refusal = key is null && (values.Count > 0 || call.KeyUse == KeyUse.Required) ? Missing() : null;
        return refusal is null;
    }

    private static Reply Missing() => ProblemTypes.IdempotencyKeyRequired.ToReply(
        "Send the header Idempotency-Key once, with 1 to 255 visible ASCII characters. Use a new key for each request, such as a UUID.");

    private static bool IsVisible(char character) => character is > ' ' and < '\x7f';

    /// <summary>The text without its quotes; null if a quoted string is malformed.</summary>
    private static string? Unquote(string value)
    {
        if (value is not ['"', .. var inner, '"'])
            return value is ['"', ..] ? null : value;

        var text = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '"' || (inner[i] == '\\' && (++i == inner.Length || inner[i] is not ('"' or '\\'))))
                return null;
            text.Append(inner[i]);
        }

        return text.ToString();
    }
}
