using LocalGateway.Requests;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>
/// <c>/oauth2/authorize</c>, <c>/login</c> and <c>/logout</c>: what a browser opens. A user who is signed in gets the next client's code
/// without the page, until the session ends.
/// </summary>
internal sealed class AuthorizeEndpoints(PoolGrants grants, IssuedCodes codes)
{
    // Cognito's session of a browser lasts an hour.
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(1);
    private const string Session = "session";
    private const string Cookie = "local-cognito";

    private string Root => $"/_local/{grants.Pool.LogicalId}/";

    public Reply Authorize(GatewayRequest request)
    {
        if (WhyRefused(request, "GET") is { } refused)
            return refused;
        if (AuthorizeRequest.Read(grants.Pool, request, out var problem) is not { } asked)
            return problem!;
        if (asked.Prompt != "login" && SignedIn(request) is { } session)
            return Grant(asked, session.User, session.Time);
        return asked.Prompt == "none"
            ? asked.Error("login_required", "no user is signed in")
            : LocalReply.Redirect($"{Root}{SignInPaths.Login}?{request.RawQuery}", LocalReply.NoStore());
    }

    public Reply Login(GatewayRequest request)
    {
        if (WhyRefused(request, "GET", "POST") is { } refused)
            return refused;
        if (AuthorizeRequest.Read(grants.Pool, request, out var problem) is not { } asked)
            return problem!;
        if (request.HttpMethod != "POST")
            return SignInPage.Form(grants.Pool, grants.Users);

        var form = FormText.Body(request);
        if (form?.One(SignInPage.UserField)?.Trim() is not { Length: > 0 and <= LocalUsers.MaxNameLength } name)
            return SignInPage.Problem($"The form needs one {SignInPage.UserField} of 1 to {LocalUsers.MaxNameLength} characters.");
        var user = grants.Users.Find(name);
        if (form.TryGetValue(SignInPage.GroupField, out var groups))
            user = user with { Groups = [.. groups.OfType<string>()] };
        var now = grants.TimeProvider.GetUtcNow();
        var reply = Grant(asked, user, now);
        reply.Headers.Add("Set-Cookie", CookieOf(grants.Sealed.Seal(Session, new SessionContent(user, now)), SessionLifetime));
        return reply;
    }

    public Reply Logout(GatewayRequest request)
    {
        if (WhyRefused(request, "GET") is { } refused)
            return refused;
        var query = FormText.Query(request);
        if (query.One("client_id") is not { } id || !grants.Pool.Clients.TryGetValue(id, out var client))
            return SignInPage.Problem("The parameter client_id must be a client of the user pool.");
        string location;
        if (query.One("logout_uri") is { } url)
        {
            if (!client.LogoutUrls.Contains(url, StringComparer.Ordinal) && !LocalPages.IsOwn(request, url))
            {
                return SignInPage.Problem(
                    $"'{url}' is not one of the LogoutURLs of the client: {string.Join(", ", client.LogoutUrls)}.");
            }

            location = url;
        }
        else if (AuthorizeRequest.Read(grants.Pool, request, out var problem) is null)
        {
            return problem!;
        }
        else
        {
            location = $"{Root}{SignInPaths.Login}?{request.RawQuery}";
        }

        var headers = LocalReply.NoStore();
        headers.Add("Set-Cookie", CookieOf("", TimeSpan.Zero));
        return LocalReply.Redirect(location, headers);
    }

    private static Reply? WhyRefused(GatewayRequest request, params string[] methods)
    {
        var headers = new HeaderList();
        if (LocalPages.WhyRefused(request, headers) is { } problem)
            return SignInPage.Problem($"This page is only for this machine: {problem}.", 403);
        if (methods.Contains(request.HttpMethod, StringComparer.Ordinal))
            return null;
        headers.Add("Allow", string.Join(", ", methods));
        return new() { StatusCode = 405, Headers = headers };
    }

    private Reply Grant(AuthorizeRequest asked, PoolUser user, DateTimeOffset time)
    {
        var grant = grants.New(user, asked.Client, asked.Scopes, asked.Nonce) with { Time = time };
        if (asked.WantsCode)
            return asked.Answer(new KeyValuePair<string, string?>("code", codes.Add(grant, asked.RedirectUrl, asked.CodeChallenge)));
        var access = grants.AccessToken(grant, asked.Client);
        var id = asked.Scopes.Contains("openid") ? grants.IdToken(grant, asked.Client, access) : null;
        return asked.Answer(
            new("access_token", access),
            new("id_token", id),
            new("token_type", "Bearer"),
            new("expires_in", $"{asked.Client.AccessTokenLifetime.TotalSeconds:0}"));
    }

    private SessionContent? SignedIn(GatewayRequest request)
    {
        var prefix = $"{Cookie}=";
        var cookie = request.Headers["Cookie"].ToString().Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => part.StartsWith(prefix, StringComparison.Ordinal));
        return cookie is not null
            && grants.Sealed.Open<SessionContent>(Session, cookie[prefix.Length..]) is { } content
            && content.Time + SessionLifetime > grants.TimeProvider.GetUtcNow()
                ? content
                : null;
    }

    // Not Secure: the address is http on this machine. Lax, because the client redirects the browser here from another site.
    private string CookieOf(string value, TimeSpan lifetime) =>
        $"{Cookie}={value}; Path={Root}; Max-Age={lifetime.TotalSeconds:0}; HttpOnly; SameSite=Lax";

    private sealed record SessionContent(PoolUser User, DateTimeOffset Time);
}
