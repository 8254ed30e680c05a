using System.Text.Json;
using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Authorization;

/// <summary>
/// The <c>COGNITO_USER_POOLS</c> authorizer of one method. A method without scopes accepts ID tokens. A method with scopes accepts access
/// tokens that have at least one of these scopes.
/// </summary>
internal sealed class CognitoCheck(
    CognitoAuthorizer authorizer, IReadOnlyList<string> scopes, IReadOnlyList<UserPoolKey> pools, TimeProvider timeProvider) : IAuthorizer
{
    // The maximum length of the pool's attribute sub (Cognito: StringAttributeConstraints of the standard attributes).
    private const int MaxSubjectLength = 2048;

    private static readonly JsonWebTokenHandler Tokens = new();

    private readonly ValidationExpression _validation = new(authorizer, authorizer.ValidationExpression);

    public async ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var text = WithoutScheme(exchange.Request.Headers[authorizer.Header].ToString());
        if (text.Length == 0)
            return Refused("the request has no token");
        if (!Tokens.CanReadToken(text) || Read(text) is not { } token
            || TokenPart.Read(token.EncodedHeader) is not { } header || TokenPart.Read(token.EncodedPayload) is not { } claims)
            return Refused("the token cannot be read");
        if (pools.FirstOrDefault(candidate => candidate.Pool.Issuer == Text(claims, "iss")) is not { } pool)
            return Refused($"the token has another issuer than {string.Join(" or ", pools.Select(candidate => candidate.Pool.LogicalId))}");
        if (await SignatureProblemAsync(token, header, pool) is { } signatureProblem)
            return Refused(signatureProblem);

        var now = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        if (Seconds(claims, "exp") is not { } expires)
            return Refused("the token has no expiry");
        if (expires <= now)
            return Refused("the token has expired", "The incoming token has expired");
        if (claims.TryGetProperty("nbf", out _) && !(Seconds(claims, "nbf") <= now))
            return Refused("the token is not valid yet");
        if ((scopes.Count == 0 ? IdTokenProblem(claims, pool.Pool) : AccessTokenProblem(claims, pool.Pool)) is { } problem)
            return Refused(problem);
        if (UserProblem(claims) is { } userProblem)
            return Refused(userProblem);
        var caller = new CognitoCaller(ClaimValues.Of(claims));
        exchange.Set<CallerContext>(caller);
        exchange.Trace?.Decide((pool.Pool, caller, expires), static accepted =>
            $"the token is accepted: {accepted.Pool.LogicalId} issued it to {accepted.caller.Who}, its signature is valid, and it expires "
            + $"{DateTimeOffset.UnixEpoch.AddSeconds(accepted.expires):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        return null;
    }

    private static string WithoutScheme(string value) =>
        value.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? ""
        : value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value["Bearer ".Length..].Trim()
        : value;

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return Tokens.ReadJsonWebToken(text);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            // A text can be invalid as a token in many ways. The answer is always the same.
            return null;
        }
    }

    private static async Task<string?> SignatureProblemAsync(JsonWebToken token, JsonElement header, UserPoolKey pool)
    {
        // RFC 7515 §4.1.11: a recipient must refuse critical headers that it does not understand. This one understands none.
        if (header.TryGetProperty("crit", out _))
            return "the token's header has the parameter crit";
        if (Text(header, "alg") != SecurityAlgorithms.RsaSha256)
            return "the token is not signed with RS256";
        if (Text(header, "kid") != pool.SecurityKey.KeyId)
            return "the token is signed with a key that the user pool does not have";
        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = pool.SecurityKey,
            TryAllIssuerSigningKeys = false,
            ValidIssuer = pool.Pool.Issuer,
            // The caller checks these: the audience depends on the token's use, and the lifetime on the gateway's own clock.
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid
            ? null
            : $"the token's signature is not valid: the token names the issuer and a key of {pool.Pool.LogicalId}, but this key has not signed "
                + "this text";
    }

    private string? IdTokenProblem(JsonElement claims, UserPool pool)
    {
        if (Text(claims, "token_use") != "id")
            return "the method accepts only ID tokens";
        var audience = Text(claims, "aud");
        if (!IsClient(audience, pool))
            return "the token is for a client that the user pool does not have";
        return _validation.IsMatch(audience ?? "") ? null : "the token's audience does not match the authorizer's validation expression";
    }

    private string? AccessTokenProblem(JsonElement claims, UserPool pool)
    {
        if (Text(claims, "token_use") != "access")
            return "the method has scopes, so it accepts only access tokens";
        if (!IsClient(Text(claims, "client_id"), pool))
            return "the token is for a client that the user pool does not have";
        if (!_validation.IsMatch(Text(claims, "aud") ?? ""))
            return "the authorizer's validation expression needs an audience, but an access token has none";
        var granted = (Text(claims, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return granted.Intersect(scopes).Any() ? null : $"the token has none of the method's scopes: {string.Join(", ", scopes)}";
    }

    /// <summary>Finds claims that a user pool never issues. Converted to text, such a claim could look like a valid one.</summary>
    private static string? UserProblem(JsonElement claims)
    {
        if (Text(claims, "sub") is not { Length: > 0 and <= MaxSubjectLength })
            return "the token's sub is not one that a user pool issues";
        return !claims.TryGetProperty("cognito:groups", out var groups) || IsListOfTexts(groups)
            ? null
            : "the token's groups are not a list of names";
    }

    private static bool IsListOfTexts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);

    // A pool of the template may have no clients there, because they are created elsewhere. Then any client may belong to it.
    private static bool IsClient(string? client, UserPool pool) =>
        client is not null && (pool.ClientIds.Count == 0 || pool.ClientIds.Values.Contains(client));

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            ? seconds
            : null;

    private static GatewayError Refused(string reason, string? message = null) =>
        new(GatewayResponseType.Unauthorized, message) { Reason = reason };
}
