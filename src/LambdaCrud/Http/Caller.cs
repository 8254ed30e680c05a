using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>
/// Who may call a route. The gateway has already checked the token or the API key. This check uses the data that the gateway passes on.
/// </summary>
/// <param name="Name">As the docs name the callers.</param>
internal sealed record Access(string Name)
{
    public static readonly Access Anyone = new("anyone");

    /// <summary>Any signed-in user. The handler decides which resources the user may access.</summary>
    public static readonly Access SignedIn = new("signed in") { NeedsUser = true };

    /// <summary>The user whose resource it is. The handler finds no resource of other users.</summary>
    public static readonly Access Owner = new("owner") { NeedsUser = true };

    /// <summary>The user whose resource it is, and administrators. The handler finds no resource of other users.</summary>
    public static readonly Access OwnerOrAdmin = new("owner or admin") { NeedsUser = true };

    public static readonly Access CatalogAdmins = new("catalog-admins") { NeedsUser = true, Group = "catalog-admins" };

    /// <summary>Any client with an API key of a usage plan. There is no user.</summary>
    public static readonly Access Partners = new("API key") { NeedsApiKey = true };

    /// <summary>Whether the template's default authorizer must accept a token.</summary>
    public bool NeedsUser { get; init; }

    public bool NeedsApiKey { get; init; }

    /// <summary>The group of the user pool that the user must be in; null for any user.</summary>
    public string? Group { get; init; }
}

/// <summary>The user who calls, from the claims of the Cognito token.</summary>
/// <param name="Subject">The user's permanent id, <c>sub</c>. It is never logged.</param>
internal sealed record Caller(string Subject, IReadOnlySet<string> Groups)
{
    /// <summary>The pattern of <see cref="IsSubject"/>, without anchors.</summary>
    public const string SubjectPattern = "[A-Za-z0-9-]{1,128}";

    private const int MaxSubjectLength = 128;

    public bool IsCatalogAdmin => Groups.Contains(Access.CatalogAdmins.Group!);

    /// <summary>The caller; null if the gateway passed no claims, or if their <c>sub</c> cannot belong to a user.</summary>
    public static Caller? Of(APIGatewayProxyRequest request)
    {
        var claims = request.RequestContext?.Authorizer?.Claims;
        if (claims is null || !IsSubject(claims.GetValueOrDefault("sub")))
            return null;

        var groups = claims.GetValueOrDefault("cognito:groups") is { } joined ? GroupsOf(joined, request) : [];
        return new Caller(claims["sub"], groups.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// Whether a text can be a <c>sub</c>. Cognito uses UUIDs. The pattern allows more, and fits the keys that contain a <c>sub</c>. The
    /// templates of the direct routes use the same pattern (Http/Direct/Caller.vtl).
    /// </summary>
    public static bool IsSubject(string? text) =>
        text is { Length: > 0 and <= MaxSubjectLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    // A REST API joins the groups with commas, without brackets. It omits the claim for a user without groups. A bracket is part of a name
    // here: if "[x]" were read as the group x, a group named "[x]" would get the rights of x. A comma can be part of a name, too. Then only
    // the token shows the names. If there are two tokens, this code cannot know which one the gateway has checked.
    private static IReadOnlyList<string> GroupsOf(string joined, APIGatewayProxyRequest request)
    {
        if (!joined.Contains(','))
            return [joined];
        return request.Header("Authorization") is [var authorization] ? CheckedToken.Groups(authorization) ?? [] : [];
    }

    /// <summary>The refusal if the caller may not use the route, or null.</summary>
    /// <param name="caller">The result of <see cref="Of"/> for the request.</param>
    public static Reply? Refuse(Access access, Caller? caller, APIGatewayProxyRequest request)
    {
        if (access.NeedsApiKey && request.RequestContext?.Identity?.ApiKeyId is not { Length: > 0 })
            return ProblemTypes.Forbidden.ToReply("This route needs an API key in the header X-API-Key.");
        if (access.NeedsUser && caller is null)
            return ProblemTypes.Unauthenticated.ToReply("This route needs a signed-in user.").With("WWW-Authenticate", "Bearer");
        return access.Group is { } group && !caller!.Groups.Contains(group)
            ? ProblemTypes.Forbidden.ToReply($"This route needs the group {group}.")
            : null;
    }
}
