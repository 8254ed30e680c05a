using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace LambdaCrud.Http;

/// <summary>
/// Reads the token itself, for data that the claims of an event do not show. The gateway's authorizer has already checked the token.
/// </summary>
internal static class CheckedToken
{
    // A payload that repeats a claim is not used: the authorizer may have read the other value.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The groups as a list; null if they cannot be read.</summary>
    /// <param name="authorization">The value of the header that the authorizer reads. The request must have only one such header.</param>
    public static IReadOnlyList<string>? Groups(string authorization)
    {
        // If there is a scheme, it is in the first part, which is not read.
        if (authorization.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)), Strict);
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("cognito:groups", out var groups)
                && groups.ValueKind == JsonValueKind.Array
                && groups.EnumerateArray().All(group => group.ValueKind == JsonValueKind.String)
                    ? [.. groups.EnumerateArray().Select(group => group.GetString()!)]
                    : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The parser reports errors only by exceptions: InvalidOperationException means half of a surrogate pair. The message would
            // quote the token.
            return null;
        }
    }
}
