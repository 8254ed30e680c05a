using System.Text.Json;
using System.Text.Unicode;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Authorization;

/// <summary>
/// The header or payload of a token, read strictly: exactly one JSON object of valid Unicode (RFC 7519 §7.2), with nothing after it. A
/// duplicate member is refused, as RFC 7515 §4 and RFC 7519 §4 allow. Otherwise two readers could read the same token differently.
/// </summary>
internal static class TokenPart
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>Null if the text is not such an object.</returns>
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
            // The parser throws InvalidOperationException when an escape is half of a surrogate pair.
            return null;
        }
    }

    // Reads every string once: half of a surrogate pair is only found by reading it.
    private static bool IsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(IsText),
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };
}
