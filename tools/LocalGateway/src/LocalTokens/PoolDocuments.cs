using LocalGateway.Authorization;
using LocalGateway.LocalTokens.SignIn;
using LocalGateway.Model;
using LocalGateway.Requests;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.LocalTokens;

/// <summary>
/// The public documents of a user pool, for clients that verify tokens themselves: <c>GET /_local/{logical id}/.well-known/jwks.json</c>
/// and <c>…/openid-configuration</c>. They contain only public keys, so every page may read them.
/// </summary>
internal sealed class PoolDocuments
{
    private const string KeysName = "jwks.json";
    private const string ConfigurationName = "openid-configuration";

    private readonly Dictionary<string, Func<string, object>> _documents = new(StringComparer.Ordinal);

    /// <param name="pools">The keys of the template's user pools.</param>
    public PoolDocuments(IEnumerable<UserPoolKey> pools)
    {
        foreach (var pool in pools)
        {
            _documents[PathOf(pool.Pool, KeysName)] = _ => Keys(pool);
            _documents[PathOf(pool.Pool, ConfigurationName)] = host => Configuration(pool.Pool, host);
        }
    }

    public IReadOnlyCollection<string> Paths => _documents.Keys;

    public Reply Answer(GatewayRequest request)
    {
        var headers = new HeaderList();
        headers.Add("Access-Control-Allow-Origin", "*");
        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            headers.Add("Allow", "GET, HEAD");
            return new() { StatusCode = 405, Headers = headers };
        }

        // Not cached: another data folder has other keys.
        headers.Add("Cache-Control", "no-cache");
        return LocalReply.Json(200, _documents[request.RawPath](request.Headers["Host"].ToString()), headers);
    }

    private static string PathOf(UserPool pool, string name) => $"/_local/{pool.LogicalId}/.well-known/{name}";

    private static Dictionary<string, object> Keys(UserPoolKey pool)
    {
        var key = pool.SecurityKey.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["keys"] = new[]
            {
                new Dictionary<string, string>
                {
                    ["alg"] = SecurityAlgorithms.RsaSha256,
                    ["e"] = Base64UrlEncoder.Encode(key.Exponent),
                    ["kid"] = pool.SecurityKey.KeyId,
                    ["kty"] = "RSA",
                    ["n"] = Base64UrlEncoder.Encode(key.Modulus),
                    ["use"] = "sig",
                },
            },
        };
    }

    /// <summary>
    /// The issuer is the same as in the tokens. Only the addresses are on this machine (OpenID Connect Discovery 1.0, section 3).
    /// </summary>
    private static Dictionary<string, object> Configuration(UserPool pool, string host)
    {
        string Url(string path) => $"http://{host}/_local/{pool.LogicalId}/{path}";
        return new()
        {
            ["authorization_endpoint"] = Url(SignInPaths.Authorize),
            ["end_session_endpoint"] = Url(SignInPaths.Logout),
            ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.RsaSha256 },
            ["issuer"] = pool.Issuer,
            ["jwks_uri"] = $"http://{host}{PathOf(pool, KeysName)}",
            ["response_types_supported"] = new[] { "code", "token" },
            ["revocation_endpoint"] = Url(SignInPaths.Revoke),
            ["scopes_supported"] = new[] { "openid", "email", "phone", "profile" },
            ["subject_types_supported"] = new[] { "public" },
            ["token_endpoint"] = Url(SignInPaths.Token),
            ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic", "client_secret_post" },
            ["userinfo_endpoint"] = Url(SignInPaths.UserInfo),
        };
    }
}
