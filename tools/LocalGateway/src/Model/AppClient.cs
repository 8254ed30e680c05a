namespace LocalGateway.Model;

/// <summary>An app client of a user pool: how its users sign in (<c>AWS::Cognito::UserPoolClient</c>).</summary>
public sealed record AppClient
{
    public required string ClientId { get; init; }

    /// <summary>Null for a public client, which has no secret.</summary>
    public string? Secret { get; init; }

    /// <summary>The flows of <c>/oauth2</c>: <c>code</c>, <c>implicit</c>. Empty if the client may not use these endpoints.</summary>
    public IReadOnlyList<string> OAuthFlows { get; init; } = [];

    /// <summary>The scopes that the client may ask for.</summary>
    public IReadOnlyList<string> OAuthScopes { get; init; } = [];

    /// <summary>The addresses to which the sign-in page may redirect.</summary>
    public IReadOnlyList<string> CallbackUrls { get; init; } = [];

    /// <summary>The addresses to which <c>/logout</c> may redirect.</summary>
    public IReadOnlyList<string> LogoutUrls { get; init; } = [];

    /// <summary>Used if a request has no redirect_uri; null means the only callback URL.</summary>
    public string? DefaultRedirectUrl { get; init; }

    /// <summary>The flows of InitiateAuth, such as <c>USER_SRP_AUTH</c>. The default is Cognito's.</summary>
    public IReadOnlyList<string> AuthFlows { get; init; } = ["USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "CUSTOM_AUTH"];

    /// <summary>5 minutes to 1 day.</summary>
    public TimeSpan IdTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>5 minutes to 1 day.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>1 hour to 10 years.</summary>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(30);
}
