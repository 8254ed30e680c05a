using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalGateway.LocalTokens;

/// <summary>The body of <c>POST /_local/token</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TokenRequest
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public required string User { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    public string? Email { get; init; }

    /// <summary>Scopes of an access token, separated by blanks.</summary>
    public string? Scope { get; init; }

    /// <summary><c>id</c> or <c>access</c>.</summary>
    public string Use { get; init; } = "id";

    public string Expires { get; init; } = "1h";

    /// <summary>An app client: its id, or its logical id in the template.</summary>
    public string? Client { get; init; }

    /// <returns>Null if the text is not such a body.</returns>
    public static TokenRequest? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenRequest>(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
