using System.Text.Json;
using System.Text.Unicode;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Authorization;

/// <summary>
/// Header or payload of a token, read strictly: one JSON object of valid Unicode (RFC 7519 §7.2), nothing after it, and no member twice,
/// which RFC 7515 §4 and RFC 7519 §4 let a reader refuse. Two readers could otherwise see two tokens.
/// </summary>
internal static class TokenPart
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>Null for text that is no such object.</returns>
    public static JsonElement? Read(string encoded)
    {
        try
        {
            var bytes = Base64UrlEncoder.DecodeBytes(encoded);
            if (!Utf8.IsValid(bytes))
                return null;
            using var document = JsonDocument.Parse(bytes, Strict);
            var part = document.RootElement.Clone();
            return part.ValueKind == JsonValueKind.Object && IsText(part) ? part : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            // InvalidOperationException is how the parser says that an escape is half of a surrogate pair.
            return null;
        }
    }

    // Reads all texts once: a half of a surrogate pair shows only then.
    private static bool IsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(IsText),
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };
}
