using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>Who may call a route. The gateway has checked the token, or the API key; this decides by what it passed on.</summary>
public enum Access
{
    Anyone,

    /// <summary>Any user; whose resources they may touch is the handler's to say.</summary>
    SignedIn,

    CatalogAdmins,

    /// <summary>Whoever has an API key of a usage plan. There is no user.</summary>
    Partners,
}

/// <summary>Who calls, by the claims of the Cognito token.</summary>
/// <param name="Subject">The user's lasting id, <c>sub</c>; never logged.</param>
public sealed record Caller(string Subject, IReadOnlySet<string> Groups)
{
    private const string CatalogAdmins = "catalog-admins";
    private const int MaxSubjectLength = 128;

    public bool IsCatalogAdmin => Groups.Contains(CatalogAdmins);

    /// <summary>The caller, or null when the gateway passed no claims on, or none of a user that a pool can have.</summary>
    public static Caller? Of(APIGatewayProxyRequest request)
    {
        var claims = request.RequestContext?.Authorizer?.Claims;
        if (claims is null || !IsSubject(claims.GetValueOrDefault("sub")))
            return null;

        var groups = claims.GetValueOrDefault("cognito:groups") is { } joined ? GroupsOf(joined, request) : [];
        return new Caller(claims["sub"], groups.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// Whether a text can be a <c>sub</c>. Cognito's are UUIDs; the pattern leaves room and fits the keys it becomes part of. The
    /// templates of the direct routes have the same one (Http/Direct/Caller.vtl).
    /// </summary>
    public static bool IsSubject(string? text) =>
        text is { Length: > 0 and <= MaxSubjectLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    // A REST API joins the groups by commas, without brackets, and leaves the claim out for a user without groups. A bracket is part of a
    // name here: taking "[x]" for the group x would let a group by that odd name pass for the real one. A comma may be part of a name, too,
    // and then only the token tells; with two of them nobody knows here which one the gateway has checked.
    private static IReadOnlyList<string> GroupsOf(string joined, APIGatewayProxyRequest request)
    {
        if (!joined.Contains(','))
            return [joined];
        return request.Header("Authorization") is [var authorization] ? CheckedToken.Groups(authorization) ?? [] : [];
    }

    /// <summary>The refusal when the caller may not pass, or null.</summary>
    /// <param name="caller">The caller <see cref="Of"/> the request.</param>
    public static Reply? Refuse(Access access, Caller? caller, APIGatewayProxyRequest request) => (access, caller) switch
    {
        (Access.Anyone, _) => null,
        (Access.Partners, _) when request.RequestContext?.Identity?.ApiKeyId is { Length: > 0 } => null,
        (Access.Partners, _) => ProblemTypes.Forbidden.Reply("This route needs an API key in the header X-API-Key."),
        (_, null) => ProblemTypes.Unauthenticated.Reply("This route needs a signed-in user.").With("WWW-Authenticate", "Bearer"),
        (Access.SignedIn, _) => null,
        (Access.CatalogAdmins, _) when caller.IsCatalogAdmin => null,
        (Access.CatalogAdmins, _) => ProblemTypes.Forbidden.Reply("This route needs the group catalog-admins."),
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, null),
    };
}
