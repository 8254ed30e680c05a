namespace LocalGateway.LocalTokens.SignIn;

/// <summary>
/// The endpoints of one user pool, below <c>/_local/{logical id}/</c>. The names are those of Cognito's user pool domain. Cognito's user
/// pools API has a host of its own (<c>cognito-idp.{region}.amazonaws.com</c>) instead of <see cref="IdentityProvider"/>.
/// </summary>
internal static class SignInPaths
{
    public const string Authorize = "oauth2/authorize";
    public const string Login = "login";
    public const string Logout = "logout";
    public const string Token = "oauth2/token";
    public const string Revoke = "oauth2/revoke";
    public const string UserInfo = "oauth2/userInfo";
    public const string IdentityProvider = "cognito-idp";
}
