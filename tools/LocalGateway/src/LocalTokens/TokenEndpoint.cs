using LocalGateway.Authorization;
using LocalGateway.Model;
using LocalGateway.Requests;

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

    public Reply Answer(GatewayRequest request)
    {
        var headers = LocalReply.NoStore();
        if (LocalPages.WhyRefused(request, headers) is { } problem)
            return LocalReply.Message(403, problem, headers);
        switch (request.HttpMethod)
        {
            case "OPTIONS":
                return LocalPages.Preflight(headers, "POST", "Content-Type");
            case "POST":
                return Token(request, headers);
            default:
                headers.Add("Allow", "POST, OPTIONS");
                return LocalReply.Message(405, "send POST to get a token", headers);
        }
    }

    private Reply Token(GatewayRequest request, HeaderList headers)
    {
        // A page from another origin needs a preflight to send JSON, and the preflight is refused above. Without this header it needs none.
        if (!MediaTypes.Of(request.Headers["Content-Type"]).Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return LocalReply.Message(415, "the body must be application/json", headers);
        if (request.Body.Length > 16 * 1024 || TokenRequest.Read(request.Body.Span) is not { User.Length: > 0 } asked)
            return LocalReply.Message(400, Expected, headers);
        if (asked.Use is not (Id or Access))
            return LocalReply.Message(400, $"use must be {Id} or {Access}", headers);
        if (asked.Scope is not null && asked.Use != Access)
            return LocalReply.Message(400, $"scope needs use {Access}: an ID token has no scopes", headers);
        if (!TokenLifetime.TryParse(asked.Expires, out var lifetime))
            return LocalReply.Message(400, $"expires must be {TokenLifetime.Expected}", headers);
        if (Choose(asked.Client, out var clientId) is not { } tokens)
            return LocalReply.Message(400, Unchosen(asked.Client), headers);

        var user = new PoolUser(asked.User) { Groups = asked.Groups, Email = asked.Email };
        var token = asked.Use == Id
            ? tokens.IdToken(user, lifetime, clientId)
            : tokens.AccessToken(user, (asked.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), lifetime, clientId);
        return LocalReply.Json(200, new Dictionary<string, object> { ["token"] = token, ["expiresIn"] = (long)lifetime.TotalSeconds }, headers);
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
}
