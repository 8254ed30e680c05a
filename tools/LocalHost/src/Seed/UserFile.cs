using System.Text.Json;
using System.Text.Json.Serialization;
using LocalGateway.LocalTokens;

namespace LocalHost.Seed;

/// <summary>A user whom the sign-in page of the local user pools offers.</summary>
/// <param name="User">The user's name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record UserFile([property: JsonRequired] string User)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public string? Email { get; init; }

    /// <summary>The user's groups in the user pool.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <param name="path">A JSON list of users.</param>
    /// <exception cref="LocalHostException">The file cannot be read, or does not have this form.</exception>
    public static IReadOnlyList<PoolUser> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var users = JsonSerializer.Deserialize<List<UserFile>>(file, Options) ?? throw new JsonException("The file contains null.");
            return [.. users.Select(user => new PoolUser(user.User) { Email = user.Email, Groups = user.Groups })];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LocalHostException($"The file of users {path} cannot be read: {exception.Message}", exception);
        }
    }
}
