using System.Text;
using LocalGateway.Model;
using LocalGateway.Requests;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>
/// <c>/oauth2/token</c>, <c>/oauth2/revoke</c> and <c>/oauth2/userInfo</c>: what a client calls (RFC 6749, RFC 7009, OpenID Connect Core 1.0).
/// </summary>
internal sealed class TokenEndpoints(PoolGrants grants, IssuedCodes codes)
{
    private const string Basic = "Basic ";

    public Reply Token(GatewayRequest request) => Post(request, (client, form, headers) => form.One("grant_type") switch
    {
        null => Error(headers, "invalid_request", "the parameter grant_type is missing"),
        "authorization_code" => Code(client, form, headers),
        "refresh_token" => Refresh(client, form, headers),
        _ => Error(headers, "unsupported_grant_type", "this machine supports authorization_code and refresh_token"),
    });

    public Reply Revoke(GatewayRequest request) => Post(request, (client, form, headers) =>
    {
        if (form.One("token") is not { } token)
            return Error(headers, "invalid_request", "the parameter token is missing");
        // RFC 7009, 2.2: an unknown token is no error.
        if (grants.ReadRefreshToken(token, client) is { } grant)
            grants.Revoke(grant.OriginId, client);
        return new() { StatusCode = 200, Headers = headers };
    });

    public Reply UserInfo(GatewayRequest request)
    {
        var headers = LocalReply.NoStore();
        if (LocalPages.WhyRefused(request, headers) is { } problem)
            return LocalReply.Message(403, problem, headers);
        if (request.HttpMethod == "OPTIONS")
            return LocalPages.Preflight(headers, "GET, POST", "Authorization");
        var authorization = request.Headers["Authorization"].ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || grants.ReadAccessToken(authorization["Bearer ".Length..].Trim()) is not { } claims
            || !(PoolGrants.Text(claims, "scope") ?? "").Split(' ').Contains("openid", StringComparer.Ordinal))
        {
            headers.Add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            return Error(headers, "invalid_token", "an access token with the scope openid is needed", 401);
        }

        // Cognito sends email_verified as text.
        var answer = new Dictionary<string, string>(grants.Attributes(claims)) { ["username"] = PoolGrants.Text(claims, "username")! };
        return LocalReply.Json(200, answer, headers);
    }

    private Reply Code(AppClient client, IReadOnlyDictionary<string, StringValues> form, HeaderList headers)
    {
        if (form.One("code") is not { } code)
            return Error(headers, "invalid_request", "the parameter code is missing");
        return codes.Take(code, client.ClientId, form.One("redirect_uri"), form.One("code_verifier")) is { } grant
            ? Tokens(grant, client, headers, grants.RefreshToken(grant, client))
            : Error(
                headers,
                "invalid_grant",
                "the code is used, too old or unknown, or client_id, redirect_uri or code_verifier is not that of the sign-in");
    }

    private Reply Refresh(AppClient client, IReadOnlyDictionary<string, StringValues> form, HeaderList headers)
    {
        if (form.One("refresh_token") is not { } token)
            return Error(headers, "invalid_request", "the parameter refresh_token is missing");
        if (!client.AuthFlows.Contains(IdentityProvider.AuthFlows.Refresh, StringComparer.Ordinal))
            return Error(headers, "unauthorized_client", "ExplicitAuthFlows of the client does not have ALLOW_REFRESH_TOKEN_AUTH");
        return grants.ReadRefreshToken(token, client) is { } grant
            ? Tokens(grant, client, headers, refreshToken: null)
            : Error(headers, "invalid_grant", "the refresh token is revoked, too old or unknown");
    }

    private Reply Tokens(SignInGrant grant, AppClient client, HeaderList headers, string? refreshToken)
    {
        var access = grants.AccessToken(grant, client);
        var answer = new Dictionary<string, object>();
        if (grant.Scopes.Contains("openid", StringComparer.Ordinal))
            answer["id_token"] = grants.IdToken(grant, client, access);
        answer["access_token"] = access;
        if (refreshToken is not null)
            answer["refresh_token"] = refreshToken;
        answer["expires_in"] = (long)client.AccessTokenLifetime.TotalSeconds;
        answer["token_type"] = "Bearer";
        return LocalReply.Json(200, answer, headers);
    }

    private Reply Post(
        GatewayRequest request, Func<AppClient, IReadOnlyDictionary<string, StringValues>, HeaderList, Reply> answer)
    {
        var headers = LocalReply.NoStore();
        if (LocalPages.WhyRefused(request, headers) is { } problem)
            return LocalReply.Message(403, problem, headers);
        switch (request.HttpMethod)
        {
            case "OPTIONS":
                return LocalPages.Preflight(headers, "POST", "Authorization, Content-Type");
            case "POST":
                break;
            default:
                headers.Add("Allow", "POST, OPTIONS");
                return Error(headers, "invalid_request", "send POST", 405);
        }

        if (FormText.Body(request) is not { } form)
            return Error(headers, "invalid_request", "the body must be application/x-www-form-urlencoded");
        return Client(request, form) is { } client
            ? answer(client, form, headers)
            : Error(headers, "invalid_client", "the client is unknown, or its secret is wrong");
    }

    /// <summary>The client with its secret in the Authorization header or in the form (RFC 6749, 2.3.1); null if it is not known so.</summary>
    private AppClient? Client(GatewayRequest request, IReadOnlyDictionary<string, StringValues> form)
    {
        var (id, secret) = (form.One("client_id"), form.One("client_secret"));
        var authorization = request.Headers["Authorization"].ToString();
        if (authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[authorization.Length];
            if (!Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length)
                || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var user, var password])
                return null;
            (id, secret) = (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        }

        return id is not null && grants.Pool.Clients.TryGetValue(id, out var client) && client.Secret == secret ? client : null;
    }

    private static Reply Error(HeaderList headers, string error, string description, int status = 400) =>
        LocalReply.Json(status, new Dictionary<string, object> { ["error"] = error, ["error_description"] = description }, headers);
}
