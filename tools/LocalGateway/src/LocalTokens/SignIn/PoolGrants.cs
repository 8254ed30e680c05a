using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LocalGateway.Authorization;
using LocalGateway.Model;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>Makes the tokens of a pool's sign-ins, and reads them when they come back.</summary>
internal sealed class PoolGrants(UserPoolKey key, UserPoolTokens tokens, LocalUsers users, TimeProvider timeProvider)
{
    private const string Refresh = "refresh";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _revoked = new(StringComparer.Ordinal);

    public UserPool Pool => key.Pool;

    public LocalUsers Users => users;

    public TimeProvider TimeProvider => timeProvider;

    public SealedJson Sealed { get; } = new(key.SecurityKey.Rsa);

    public SignInGrant New(PoolUser user, AppClient client, IReadOnlyList<string> scopes, string? nonce = null) => new()
    {
        User = user,
        ClientId = client.ClientId,
        Scopes = scopes,
        Time = timeProvider.GetUtcNow(),
        OriginId = Guid.NewGuid().ToString(),
        Nonce = nonce,
    };

    public string IdToken(SignInGrant grant, AppClient client, string accessToken) => tokens.IdToken(grant, client, accessToken);

    public string AccessToken(SignInGrant grant, AppClient client) => tokens.AccessToken(grant, client);

    public string RefreshToken(SignInGrant grant, AppClient client) =>
        Sealed.Seal(Refresh, new RefreshContent(grant, timeProvider.GetUtcNow() + client.RefreshTokenLifetime));

    /// <returns>Null if the token is not this client's, has expired, or is revoked.</returns>
    public SignInGrant? ReadRefreshToken(string token, AppClient client) =>
        Sealed.Open<RefreshContent>(Refresh, token) is { } content
        && content.Expires > timeProvider.GetUtcNow()
        && content.Grant.ClientId == client.ClientId
        && !_revoked.ContainsKey(content.Grant.OriginId)
            ? content.Grant
            : null;

    /// <returns>The claims of an access token of this pool; null if it is not one, has expired, or is revoked.</returns>
    public JsonElement? ReadAccessToken(string token)
    {
        if (token.Split('.') is not [var header, var payload, var signature]
            || TokenPart.Read(payload) is not { } claims || !IsSigned($"{header}.{payload}", signature))
            return null;
        return Text(claims, "token_use") == "access"
            && claims.GetProperty("exp").GetInt64() > timeProvider.GetUtcNow().ToUnixTimeSeconds()
            && !_revoked.ContainsKey(Text(claims, "origin_jti") ?? "")
                ? claims
                : null;
    }

    /// <summary>Ends the refresh token and the access tokens of a sign-in. API Gateway accepts these access tokens until they expire.</summary>
    public void Revoke(string originId, AppClient client)
    {
        var now = timeProvider.GetUtcNow();
        foreach (var (id, end) in _revoked)
        {
            if (end <= now)
                _revoked.TryRemove(id, out _);
        }

        _revoked[originId] = now + client.RefreshTokenLifetime;
    }

    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The attributes of the user of an access token, as text: <c>sub</c>, then the e-mail address if the user has one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes(JsonElement claims)
    {
        List<KeyValuePair<string, string>> attributes = [new("sub", Text(claims, "sub")!)];
        if (users.Find(Text(claims, "username")!).Email is { } email)
            attributes.AddRange([new("email", email), new("email_verified", "true")]);
        return attributes;
    }

    private bool IsSigned(string text, string signature)
    {
        try
        {
            return key.SecurityKey.Rsa.VerifyData(
                Encoding.ASCII.GetBytes(text), Base64UrlEncoder.DecodeBytes(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private sealed record RefreshContent(SignInGrant Grant, DateTimeOffset Expires);
}
