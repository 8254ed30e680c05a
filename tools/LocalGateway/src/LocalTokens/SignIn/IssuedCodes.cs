using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>The authorization codes that clients have not exchanged yet. A code is good once, for five minutes, as Cognito's.</summary>
internal sealed class IssuedCodes(TimeProvider timeProvider)
{
    private const int MaxCodes = 1000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly OrderedDictionary<string, Issued> _codes = new(StringComparer.Ordinal);

    public string Add(SignInGrant grant, string redirectUrl, string? challenge)
    {
        var code = Guid.NewGuid().ToString();
        lock (_codes)
        {
            if (_codes.Count == MaxCodes)
                _codes.RemoveAt(0);
            _codes.Add(code, new(grant, redirectUrl, challenge, timeProvider.GetUtcNow() + Lifetime));
        }

        return code;
    }

    /// <summary>Exchanges a code. Each attempt with a known code ends it.</summary>
    /// <returns>Null if the code is unknown, used or too old, or another client's, or if an argument is not the one of the sign-in.</returns>
    public SignInGrant? Take(string code, string clientId, string? redirectUrl, string? verifier)
    {
        Issued? issued;
        lock (_codes)
        {
            if (!_codes.Remove(code, out issued))
                return null;
        }

        return issued.Expires > timeProvider.GetUtcNow()
            && issued.Grant.ClientId == clientId
            && issued.RedirectUrl == redirectUrl
            && Challenge(verifier) == issued.Challenge
                ? issued.Grant
                : null;
    }

    /// <summary>S256 (RFC 7636, 4.6).</summary>
    private static string? Challenge(string? verifier) =>
        verifier is null ? null : Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private sealed record Issued(SignInGrant Grant, string RedirectUrl, string? Challenge, DateTimeOffset Expires);
}
