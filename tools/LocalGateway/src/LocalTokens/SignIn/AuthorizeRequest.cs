using LocalGateway.Model;
using LocalGateway.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>A valid request for the sign-in page (RFC 6749, 4.1.1 and 4.2.1; RFC 7636, 4.3; Cognito's authorize endpoint).</summary>
internal sealed record AuthorizeRequest
{
    public required AppClient Client { get; init; }

    public required string RedirectUrl { get; init; }

    /// <summary>The client wants a code; otherwise it wants tokens at once.</summary>
    public required bool WantsCode { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    /// <summary>The S256 challenge of PKCE.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary><c>none</c>, <c>login</c> or another value of <c>prompt</c>.</summary>
    public string? Prompt { get; init; }

    /// <param name="pool">The pool of the page.</param>
    /// <param name="request">Its query is read.</param>
    /// <param name="problem">The reply if the request is not valid.</param>
    /// <returns>Null if the request is not valid.</returns>
    public static AuthorizeRequest? Read(UserPool pool, GatewayRequest request, out Reply? problem)
    {
        var query = FormText.Query(request);
        problem = null;
        if (query.One("client_id") is not { } id)
            return Refused("The parameter client_id is missing.", out problem);
        if (!pool.Clients.TryGetValue(id, out var client))
            return Refused($"The user pool {pool.LogicalId} of the template has no client '{id}'.", out problem);
        if (client.OAuthFlows.Count == 0)
            return Refused("The client may not use this page: set AllowedOAuthFlowsUserPoolClient and AllowedOAuthFlows.", out problem);
        var redirect = query.One("redirect_uri") ?? client.DefaultRedirectUrl ?? (client.CallbackUrls is [var only] ? only : null);
        if (redirect is null || !(client.CallbackUrls.Contains(redirect, StringComparer.Ordinal) || LocalPages.IsOwn(request, redirect)))
        {
            return Refused(
                $"redirect_mismatch: '{redirect}' is not one of the CallbackURLs of the client: {string.Join(", ", client.CallbackUrls)}.",
                out problem);
        }

        // From here on, the client learns of a problem by the redirect.
        var state = query.One("state");
        var type = query.One("response_type");
        if (type is not ("code" or "token"))
            return Refused(redirect, state, "invalid_request", "response_type must be code or token", out problem);
        if (!client.OAuthFlows.Contains(type == "code" ? "code" : "implicit", StringComparer.Ordinal))
            return Refused(redirect, state, "unauthorized_client", $"AllowedOAuthFlows does not have {type}", out problem);
        var challenge = query.One("code_challenge");
        if (challenge is null == query.ContainsKey("code_challenge_method")
            || (challenge is not null && query.One("code_challenge_method") != "S256"))
            return Refused(redirect, state, "invalid_request", "PKCE needs code_challenge and code_challenge_method=S256", out problem);
        var scopes = query.One("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? client.OAuthScopes;
        if (scopes.Except(client.OAuthScopes, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            return Refused(redirect, state, "invalid_scope", $"AllowedOAuthScopes does not have {unknown}", out problem);
        return new()
        {
            Client = client,
            RedirectUrl = redirect,
            WantsCode = type == "code",
            Scopes = scopes,
            State = state,
            Nonce = query.One("nonce"),
            CodeChallenge = challenge,
            Prompt = query.One("prompt"),
        };
    }

    /// <summary>A redirect back to the client with an error (RFC 6749, 4.1.2.1).</summary>
    public Reply Error(string error, string description) => Redirect(
        RedirectUrl, WantsCode, [new("error", error), new("error_description", description), new("state", State)]);

    /// <summary>A redirect back to the client: in the query for a code, in the fragment for tokens (RFC 6749, 4.2.2).</summary>
    public Reply Answer(params KeyValuePair<string, string?>[] parameters) =>
        Redirect(RedirectUrl, WantsCode, [.. parameters, new("state", State)]);

    private static Reply Redirect(string url, bool inQuery, KeyValuePair<string, string?>[] parameters)
    {
        var headers = LocalReply.NoStore();
        var given = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Key, new StringValues(parameter.Value)));
        var text = QueryHelpers.AddQueryString("", given);
        return LocalReply.Redirect(inQuery ? QueryHelpers.AddQueryString(url, given) : $"{url}#{text[1..]}", headers);
    }

    private static AuthorizeRequest? Refused(string message, out Reply? problem)
    {
        problem = SignInPage.Problem(message);
        return null;
    }

    private static AuthorizeRequest? Refused(string redirect, string? state, string error, string description, out Reply? problem)
    {
        problem = Redirect(redirect, inQuery: true, [new("error", error), new("error_description", description), new("state", state)]);
        return null;
    }
}
