using System.Text.Json;

namespace LocalGateway.LocalTokens.SignIn.IdentityProvider;

/// <summary>The members of the calls that this machine answers. A call reads those that it has in the user pools API.</summary>
internal sealed record CallInput
{
    public string? AuthFlow { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? ChallengeName { get; init; }

    public string? AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? Token { get; init; }

    public IReadOnlyDictionary<string, string>? AuthParameters { get; init; }

    public IReadOnlyDictionary<string, string>? ChallengeResponses { get; init; }

    /// <returns>Null if the text is not a JSON object with members of these types.</returns>
    public static CallInput? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<CallInput>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
