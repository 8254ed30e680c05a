using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using LocalGateway.Model;

namespace LocalGateway.LocalTokens.SignIn.IdentityProvider;

/// <summary>The flows of <c>InitiateAuth</c> and <c>RespondToAuthChallenge</c>: SRP, password and refresh token.</summary>
internal sealed class AuthFlows(PoolGrants grants)
{
    public const string Refresh = "REFRESH_TOKEN_AUTH";
    private const string SrpFlow = "USER_SRP_AUTH";
    private const string PasswordFlow = "USER_PASSWORD_AUTH";
    private const string PasswordVerifier = "PASSWORD_VERIFIER";
    private const int MaxChallenges = 1000;

    // The client's time stamp, and how long a challenge may wait (Cognito's default for AuthSessionValidity).
    private const string TimestampFormat = "ddd MMM d HH:mm:ss 'UTC' yyyy";
    private static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(3);

    private readonly OrderedDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    private string PoolName => grants.Pool.PoolId[(grants.Pool.PoolId.IndexOf('_', StringComparison.Ordinal) + 1)..];

    public object Initiate(CallInput input)
    {
        if (input.ClientId is not { } id || !grants.Pool.Clients.TryGetValue(id, out var client))
            return UnknownClient(input.ClientId);
        // REFRESH_TOKEN is the older name of the flow.
        var flow = input.AuthFlow == "REFRESH_TOKEN" ? Refresh : input.AuthFlow;
        if (flow is not (SrpFlow or PasswordFlow or Refresh))
            return CognitoError.Invalid($"This machine has the flows {SrpFlow}, {PasswordFlow} and {Refresh}, not '{flow}'.");
        if (!client.AuthFlows.Contains(flow, StringComparer.Ordinal))
            return CognitoError.Invalid($"{flow} flow not enabled for this client");
        if (input.AuthParameters is not { } given)
            return CognitoError.Invalid("Missing required parameter AuthParameters");
        if (flow == Refresh)
            return RefreshTokens(given.GetValueOrDefault("REFRESH_TOKEN"), client, given);
        if (given.GetValueOrDefault("USERNAME") is not { Length: > 0 and <= LocalUsers.MaxNameLength } name)
            return CognitoError.Invalid("Missing required parameter USERNAME");
        if (SecretProblem(given, name, client) is { } problem)
            return problem;
        var user = grants.Users.Find(name);
        if (flow == SrpFlow)
            return Challenge(user, client, given.GetValueOrDefault("SRP_A"));
        if (given.GetValueOrDefault("PASSWORD") is not { } password)
            return CognitoError.Invalid("Missing required parameter PASSWORD");
        return password == LocalUsers.Password ? SignIn(user, client) : CognitoError.WrongPassword;
    }

    public object Respond(CallInput input)
    {
        if (input.ClientId is not { } id || !grants.Pool.Clients.TryGetValue(id, out var client))
            return UnknownClient(input.ClientId);
        if (input.ChallengeName != PasswordVerifier)
            return CognitoError.Invalid($"This machine sends the challenge {PasswordVerifier}, not '{input.ChallengeName}'.");
        var given = input.ChallengeResponses ?? new Dictionary<string, string>();
        string[] required = ["USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"];
        if (required.FirstOrDefault(name => !given.ContainsKey(name)) is { } missing)
            return CognitoError.Invalid($"Missing required parameter {missing}");
        if (SecretProblem(given, given["USERNAME"], client) is { } problem)
            return problem;
        return Take(given["PASSWORD_CLAIM_SECRET_BLOCK"]) is { } waiting
            && waiting.ClientId == client.ClientId
            && IsSame(waiting.User.UserName, given["USERNAME"])
            && IsRecent(given["TIMESTAMP"])
            && IsSigned(waiting, given["PASSWORD_CLAIM_SECRET_BLOCK"], given["TIMESTAMP"], given["PASSWORD_CLAIM_SIGNATURE"])
                ? SignIn(waiting.User, client)
                : CognitoError.WrongPassword;
    }

    /// <summary><c>GetTokensFromRefreshToken</c>.</summary>
    public object TokensFromRefreshToken(CallInput input)
    {
        if (input.ClientId is not { } id || !grants.Pool.Clients.TryGetValue(id, out var client))
            return UnknownClient(input.ClientId);
        return client.Secret == input.ClientSecret ? RefreshTokens(input.RefreshToken, client, given: null) : WrongSecret(client);
    }

    public object Revoke(CallInput input)
    {
        if (input.ClientId is not { } id || !grants.Pool.Clients.TryGetValue(id, out var client))
            return UnknownClient(input.ClientId);
        if (client.Secret != input.ClientSecret)
            return WrongSecret(client);
        if (input.Token is null || grants.ReadRefreshToken(input.Token, client) is not { } grant)
            return new CognitoError("UnsupportedTokenTypeException", "Invalid refresh token");
        grants.Revoke(grant.OriginId, client);
        return new Dictionary<string, object>();
    }

    public object User(CallInput input)
    {
        if (input.AccessToken is null || grants.ReadAccessToken(input.AccessToken) is not { } claims)
            return new CognitoError("NotAuthorizedException", "Invalid Access Token");
        if (!(PoolGrants.Text(claims, "scope") ?? "").Split(' ').Contains(UserPoolTokens.UserScope, StringComparer.Ordinal))
            return new CognitoError("NotAuthorizedException", "Access Token does not have required scopes");
        return new Dictionary<string, object>
        {
            ["Username"] = PoolGrants.Text(claims, "username")!,
            ["UserAttributes"] = grants.Attributes(claims)
                .Select(attribute => new Dictionary<string, string> { ["Name"] = attribute.Key, ["Value"] = attribute.Value }),
        };
    }

    private object Challenge(PoolUser user, AppClient client, string? clientValue)
    {
        if (clientValue is null || Srp.ReadClientValue(clientValue) is not { } value)
            return CognitoError.Invalid("SRP_A must be a hexadecimal number that is no multiple of N");
        var challenge = Srp.Start(PoolName + user.UserName, LocalUsers.Password);
        var block = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        lock (_waiting)
        {
            if (_waiting.Count == MaxChallenges)
                _waiting.RemoveAt(0);
            _waiting.Add(block, new(user, client.ClientId, challenge, value, grants.TimeProvider.GetUtcNow() + ChallengeLifetime));
        }

        return new Dictionary<string, object>
        {
            ["ChallengeName"] = PasswordVerifier,
            ["ChallengeParameters"] = new Dictionary<string, string>
            {
                ["SALT"] = Srp.Hex(challenge.Salt),
                ["SECRET_BLOCK"] = block,
                ["SRP_B"] = Srp.Hex(challenge.PublicValue),
                ["USERNAME"] = user.UserName,
                ["USER_ID_FOR_SRP"] = user.UserName,
            },
        };
    }

    /// <summary>A challenge can be answered once.</summary>
    private Waiting? Take(string block)
    {
        lock (_waiting)
            return _waiting.Remove(block, out var waiting) && waiting.Expires > grants.TimeProvider.GetUtcNow() ? waiting : null;
    }

    private bool IsSigned(Waiting waiting, string block, string timestamp, string signature)
    {
        byte[] message =
        [
            .. Encoding.UTF8.GetBytes(PoolName + waiting.User.UserName), .. Convert.FromBase64String(block), .. Encoding.UTF8.GetBytes(timestamp),
        ];
        var expected = HMACSHA256.HashData(Srp.Key(waiting.Challenge, waiting.ClientValue), message);
        var given = new byte[expected.Length];
        return Convert.TryFromBase64String(signature, given, out var length)
            && CryptographicOperations.FixedTimeEquals(expected, given.AsSpan(0, length));
    }

    private bool IsRecent(string timestamp) =>
        DateTimeOffset.TryParseExact(
            timestamp, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
        && (time - grants.TimeProvider.GetUtcNow()).Duration() < TimeSpan.FromMinutes(5);

    private object RefreshTokens(string? token, AppClient client, IReadOnlyDictionary<string, string>? given)
    {
        if (token is null)
            return CognitoError.Invalid("Missing required parameter REFRESH_TOKEN");
        if (grants.ReadRefreshToken(token, client) is not { } grant)
            return new CognitoError("NotAuthorizedException", "Invalid Refresh Token");
        return given is not null && SecretProblem(given, grant.User.UserName, client) is { } problem
            ? problem
            : Result(grant, client, refreshToken: null);
    }

    private Dictionary<string, object> SignIn(PoolUser user, AppClient client)
    {
        var grant = grants.New(user, client, [UserPoolTokens.UserScope]);
        return Result(grant, client, grants.RefreshToken(grant, client));
    }

    private Dictionary<string, object> Result(SignInGrant grant, AppClient client, string? refreshToken)
    {
        var access = grants.AccessToken(grant, client);
        var result = new Dictionary<string, object>
        {
            ["AccessToken"] = access,
            ["ExpiresIn"] = (long)client.AccessTokenLifetime.TotalSeconds,
            ["IdToken"] = grants.IdToken(grant, client, access),
            ["TokenType"] = "Bearer",
        };
        if (refreshToken is not null)
            result["RefreshToken"] = refreshToken;
        return new() { ["AuthenticationResult"] = result, ["ChallengeParameters"] = new Dictionary<string, string>() };
    }

    /// <summary>The SECRET_HASH that a client with a secret must send: the HMAC of the user name and the client id.</summary>
    private static CognitoError? SecretProblem(IReadOnlyDictionary<string, string> given, string userName, AppClient client)
    {
        if (client.Secret is not { } secret)
            return null;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(userName + client.ClientId));
        return given.GetValueOrDefault("SECRET_HASH") == Convert.ToBase64String(expected) ? null : WrongSecret(client);
    }

    private static CognitoError WrongSecret(AppClient client) =>
        new("NotAuthorizedException", $"Unable to verify secret hash for client {client.ClientId}");

    private static CognitoError UnknownClient(string? id) => new("ResourceNotFoundException", $"User pool client {id} does not exist.");

    private static bool IsSame(string known, string given) => string.Equals(known, given, StringComparison.OrdinalIgnoreCase);

    private sealed record Waiting(PoolUser User, string ClientId, Srp.Challenge Challenge, BigInteger ClientValue, DateTimeOffset Expires);
}
