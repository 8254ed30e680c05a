using System.Security.Cryptography;
using System.Text;
using LocalGateway.Model;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Authorization;

/// <summary>A user who signs in at a local user pool.</summary>
public sealed record PoolUser(string UserName)
{
    public IReadOnlyList<string> Groups { get; init; } = [];

    public string? Email { get; init; }

    /// <summary>Further attributes of the user, without or with the prefix <c>custom:</c>; ID tokens carry them.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// Signs in users at a local user pool: makes tokens of the shape of Amazon Cognito's, which a gateway with the same data folder accepts.
/// </summary>
public sealed class UserPoolTokens
{
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly UserPoolKey _key;
    private readonly TimeProvider _timeProvider;

    private UserPoolTokens(UserPoolKey key, TimeProvider timeProvider) => (_key, _timeProvider) = (key, timeProvider);

    /// <param name="pool">The pool as the template declares it.</param>
    /// <param name="dataFolder">Where the pool's key is kept, or made at first need.</param>
    /// <param name="timeProvider">The system's time if null.</param>
    /// <exception cref="GatewayException">The key cannot be read or made.</exception>
    public static UserPoolTokens Open(UserPool pool, string dataFolder, TimeProvider? timeProvider = null) =>
        new(UserPoolKey.Open(pool, dataFolder), timeProvider ?? TimeProvider.System);

    /// <summary>An ID token: who the user is. Methods without scopes take it.</summary>
    /// <param name="user">Who signs in.</param>
    /// <param name="lifetime">Cognito's default is an hour.</param>
    /// <param name="clientId">One of the pool's clients; its first if null.</param>
    public string IdToken(PoolUser user, TimeSpan? lifetime = null, string? clientId = null)
    {
        var claims = Common(user, "id", lifetime);
        claims["aud"] = clientId ?? DefaultClient();
        claims["cognito:username"] = user.UserName;
        if (user.Email is { } email)
        {
            claims["email"] = email;
            claims["email_verified"] = true;
        }

        foreach (var (name, value) in user.Attributes)
            claims[name] = value;
        return Sign(claims);
    }

    /// <summary>An access token: what a client may do for the user. Methods with scopes take it.</summary>
    /// <param name="user">Who signs in.</param>
    /// <param name="scopes">
    /// Cognito's own sign-in without a resource server gives <c>aws.cognito.signin.user.admin</c>: the default if empty.
    /// </param>
    /// <param name="lifetime">Cognito's default is an hour.</param>
    /// <param name="clientId">One of the pool's clients; its first if null.</param>
    public string AccessToken(PoolUser user, IReadOnlyList<string> scopes, TimeSpan? lifetime = null, string? clientId = null)
    {
        var claims = Common(user, "access", lifetime);
        claims["client_id"] = clientId ?? DefaultClient();
        claims["scope"] = scopes.Count == 0 ? "aws.cognito.signin.user.admin" : string.Join(' ', scopes);
        claims["username"] = user.UserName;
        claims["version"] = 2;
        return Sign(claims);
    }

    /// <summary>The user's <c>sub</c>: a UUID, the same for a user name of a pool at all times.</summary>
    public string SubjectOf(string userName)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{_key.Pool.PoolId}/{userName}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    private Dictionary<string, object> Common(PoolUser user, string use, TimeSpan? lifetime)
    {
        var now = _timeProvider.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = SubjectOf(user.UserName),
            ["iss"] = _key.Pool.Issuer,
            ["token_use"] = use,
            ["auth_time"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
            ["origin_jti"] = Guid.NewGuid().ToString(),
            ["event_id"] = Guid.NewGuid().ToString(),
        };
        if (user.Groups.Count > 0)
            claims["cognito:groups"] = user.Groups;
        return claims;
    }

    private string DefaultClient() =>
        _key.Pool.ClientIds.Count == 0 ? "local" : _key.Pool.ClientIds.MinBy(client => client.Key, StringComparer.Ordinal).Value;

    private string Sign(Dictionary<string, object> claims) => Tokens.CreateToken(new SecurityTokenDescriptor
    {
        Claims = claims,
        SigningCredentials = new(_key.SecurityKey, SecurityAlgorithms.RsaSha256),
    });
}
