using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace LambdaCrud.Http;

/// <summary>Reads what the claims of an event cannot tell from the token itself, which the gateway's authorizer has checked.</summary>
internal static class CheckedToken
{
    // A payload that says a claim twice says nothing: the authorizer may have read the other one.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The groups one by one; null when they cannot be read.</summary>
    /// <param name="authorization">The value of the header that the authorizer looks at; it must be the request's only one.</param>
    public static IReadOnlyList<string>? Groups(string authorization)
    {
        const string Scheme = "Bearer ";
        var hasScheme = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        var token = hasScheme ? authorization[Scheme.Length..].Trim() : authorization;
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
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
            // The parser has no other way to say no, the second for half of a surrogate pair. Its message would quote the token.
            return null;
        }
    }
}
