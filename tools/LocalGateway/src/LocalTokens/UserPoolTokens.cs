using System.Security.Cryptography;
using System.Text;
using LocalGateway.Authorization;
using LocalGateway.LocalTokens.SignIn;
using LocalGateway.Model;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.LocalTokens;

/// <summary>A user who signs in at a local user pool.</summary>
public sealed record PoolUser(string UserName)
{
    public IReadOnlyList<string> Groups { get; init; } = [];

    public string? Email { get; init; }

    /// <summary>Further attributes of the user, with or without the prefix <c>custom:</c>. ID tokens contain them.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// Signs in users at a local user pool: creates tokens in Amazon Cognito's format. A gateway with the same data folder accepts them.
/// </summary>
public sealed class UserPoolTokens
{
    /// <summary>The scope of the tokens of Cognito's own sign-in calls: users may read and change their own account.</summary>
    internal const string UserScope = "aws.cognito.signin.user.admin";

    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly UserPoolKey _key;
    private readonly TimeProvider _timeProvider;

    private UserPoolTokens(UserPoolKey key, TimeProvider timeProvider) => (_key, _timeProvider) = (key, timeProvider);

    /// <param name="pool">The pool as the template declares it.</param>
    /// <param name="dataFolder">The folder of the pool's key. The key is created when it is first needed.</param>
    /// <param name="timeProvider">Null uses the system's time.</param>
    /// <exception cref="GatewayException">The key cannot be read or created.</exception>
    public static UserPoolTokens Open(UserPool pool, string dataFolder, TimeProvider? timeProvider = null) =>
        new(UserPoolKey.Open(pool, dataFolder), timeProvider ?? TimeProvider.System);

    /// <summary>An ID token identifies the user. Methods without scopes accept it.</summary>
    /// <param name="user">The user who signs in.</param>
    /// <param name="lifetime">Cognito's default is an hour.</param>
    /// <param name="clientId">One of the pool's clients; null uses the first.</param>
    public string IdToken(PoolUser user, TimeSpan? lifetime = null, string? clientId = null) =>
        Sign(IdClaims(Common(user, "id", lifetime), user, clientId ?? DefaultClient()));

    /// <summary>An access token says what a client may do on the user's behalf. Methods with scopes accept it.</summary>
    /// <param name="user">The user who signs in.</param>
    /// <param name="scopes">
    /// If empty, the scope is <see cref="UserScope"/>, as in Cognito's own sign-in without a resource server.
    /// </param>
    /// <param name="lifetime">Cognito's default is an hour.</param>
    /// <param name="clientId">One of the pool's clients; null uses the first.</param>
    public string AccessToken(PoolUser user, IReadOnlyList<string> scopes, TimeSpan? lifetime = null, string? clientId = null) =>
        Sign(AccessClaims(Common(user, "access", lifetime), user, clientId ?? DefaultClient(), scopes));

    /// <summary>The ID token of a sign-in.</summary>
    internal string IdToken(SignInGrant grant, AppClient client, string accessToken)
    {
        var claims = IdClaims(Common(grant, "id", client.IdTokenLifetime), grant.User, client.ClientId);
        // OpenID Connect Core 1.0, 3.1.3.6: the left half of the hash of the access token.
        claims["at_hash"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken))[..16]);
        if (grant.Nonce is { } nonce)
            claims["nonce"] = nonce;
        return Sign(claims);
    }

    /// <summary>The access token of a sign-in.</summary>
    internal string AccessToken(SignInGrant grant, AppClient client) =>
        Sign(AccessClaims(Common(grant, "access", client.AccessTokenLifetime), grant.User, client.ClientId, grant.Scopes));

    /// <summary>The user's <c>sub</c>: a UUID. It is always the same for a user name of a pool.</summary>
    public string SubjectOf(string userName)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{_key.Pool.PoolId}/{userName}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    private static Dictionary<string, object> IdClaims(Dictionary<string, object> claims, PoolUser user, string clientId)
    {
        claims["aud"] = clientId;
        claims["cognito:username"] = user.UserName;
        if (user.Email is { } email)
        {
            claims["email"] = email;
            claims["email_verified"] = true;
        }

        foreach (var (name, value) in user.Attributes)
            claims[name] = value;
        return claims;
    }

    private static Dictionary<string, object> AccessClaims(
        Dictionary<string, object> claims, PoolUser user, string clientId, IReadOnlyList<string> scopes)
    {
        claims["client_id"] = clientId;
        claims["scope"] = scopes.Count == 0 ? UserScope : string.Join(' ', scopes);
        claims["username"] = user.UserName;
        claims["version"] = 2;
        return claims;
    }

    private Dictionary<string, object> Common(SignInGrant grant, string use, TimeSpan lifetime)
    {
        var claims = Common(grant.User, use, lifetime);
        claims["auth_time"] = grant.Time.ToUnixTimeSeconds();
        claims["origin_jti"] = grant.OriginId;
        return claims;
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
        // A token of a pool that is not in the template says that it is not the real pool's.
        if (_key.Pool.StandsInFor is { } real)
            claims["local_stand_in_for"] = real;
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
