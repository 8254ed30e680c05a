using System.Text.Encodings.Web;
using System.Text.Json;
using LocalGateway.Authorization;
using LocalGateway.Model;
using LocalGateway.Requests;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.LocalTokens;

/// <summary>
/// <c>POST /_local/token</c>: signs in a user of one of the template's user pools, for browser pages and tools on this machine. Requests,
/// replies and their tokens are not logged. A page from another origin gets no token, even in a browser on this machine.
/// </summary>
internal sealed class TokenEndpoint(Dictionary<UserPool, UserPoolTokens> pools)
{
    public const string Path = "/_local/token";

    private const string Expected =
        """the body must be {"user": "…", "groups": ["…"], "email": "…", "use": "id|access", "scope": "…", "expires": "1h","""
        + """ "client": "…"}; only user is required""";

    private const string Id = "id";
    private const string Access = "access";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Reply Answer(GatewayRequest request)
    {
        var headers = new HeaderList();
        headers.Add("Cache-Control", "no-store");
        headers.Add("Vary", "Origin");
        if (!IsLocal($"http://{request.Headers["Host"]}"))
            return Problem(403, "the Host header must name this machine", headers);
        if (request.Headers["Origin"] is { Count: > 0 } origin)
        {
            if (!IsLocal(origin.ToString()))
                return Problem(403, "the Origin must be a page on this machine", headers);
            headers.Add("Access-Control-Allow-Origin", origin);
        }

        return request.HttpMethod switch
        {
            "OPTIONS" => Preflight(headers),
            "POST" => Token(request, headers),
            _ => Problem(405, "send POST to get a token", With(headers, "Allow", "POST, OPTIONS")),
        };
    }

    private static Reply Preflight(HeaderList headers)
    {
        headers.Add("Access-Control-Allow-Methods", "POST");
        headers.Add("Access-Control-Allow-Headers", "Content-Type");
        headers.Add("Access-Control-Max-Age", "600");
        return new() { StatusCode = 204, Headers = headers };
    }

    private Reply Token(GatewayRequest request, HeaderList headers)
    {
        // A page from another origin needs a preflight to send JSON, and the preflight is refused above. Without this header it needs none.
        if (!MediaTypes.Of(request.Headers["Content-Type"]).Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return Problem(415, "the body must be application/json", headers);
        if (request.Body.Length > 16 * 1024 || TokenRequest.Read(request.Body.Span) is not { User.Length: > 0 } asked)
            return Problem(400, Expected, headers);
        if (asked.Use is not (Id or Access))
            return Problem(400, $"use must be {Id} or {Access}", headers);
        if (asked.Scope is not null && asked.Use != Access)
            return Problem(400, $"scope needs use {Access}: an ID token has no scopes", headers);
        if (!TokenLifetime.TryParse(asked.Expires, out var lifetime))
            return Problem(400, $"expires must be {TokenLifetime.Expected}", headers);
        if (Choose(asked.Client, out var clientId) is not { } tokens)
            return Problem(400, Unchosen(asked.Client), headers);

        var user = new PoolUser(asked.User) { Groups = asked.Groups, Email = asked.Email };
        var token = asked.Use == Id
            ? tokens.IdToken(user, lifetime, clientId)
            : tokens.AccessToken(user, (asked.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), lifetime, clientId);
        return Json(200, new() { ["token"] = token, ["expiresIn"] = (long)lifetime.TotalSeconds }, headers);
    }

    private UserPoolTokens? Choose(string? client, out string? clientId)
    {
        clientId = null;
        if (client is null)
            return pools.Count == 1 ? pools.Values.Single() : null;
        if (PoolClient.Find(pools.Keys, client) is not { } found)
            return null;
        clientId = found.ClientId;
        return pools[found.Pool];
    }

    private string Unchosen(string? client) => (client, pools.Count) switch
    {
        (_, 0) => "the template has no user pool",
        (null, _) => "the template has several user pools: choose one with client",
        _ => "no user pool of the template has this client",
    };

    private static bool IsLocal(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.IsLoopback;

    private static HeaderList With(HeaderList headers, string name, StringValues value)
    {
        headers.Add(name, value);
        return headers;
    }

    private static Reply Problem(int status, string message, HeaderList headers) =>
        Json(status, new() { ["message"] = message }, headers);

    private static Reply Json(int status, Dictionary<string, object> body, HeaderList headers) => new()
    {
        StatusCode = status,
        Headers = With(headers, "Content-Type", "application/json"),
        Body = JsonSerializer.SerializeToUtf8Bytes(body, Relaxed),
    };
}
