namespace LocalGateway.LocalTokens.SignIn;

/// <summary>One sign-in of a user with a client. All tokens that follow from it have these facts in common.</summary>
internal sealed record SignInGrant
{
    public required PoolUser User { get; init; }

    public required string ClientId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The claim <c>auth_time</c>.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The claim <c>origin_jti</c>: the id of the refresh token. Revoking it ends all tokens of the sign-in.</summary>
    public required string OriginId { get; init; }

    /// <summary>The client's own value, which the ID token repeats (OpenID Connect Core 1.0, 3.1.2.1).</summary>
    public string? Nonce { get; init; }
}
