using LocalGateway.LocalTokens.SignIn.IdentityProvider;
using LocalGateway.Requests;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>All sign-in endpoints of one user pool.</summary>
internal static class PoolSignIn
{
    public static IEnumerable<KeyValuePair<string, Func<GatewayRequest, Reply>>> Endpoints(PoolGrants grants)
    {
        var codes = new IssuedCodes(grants.TimeProvider);
        var pages = new AuthorizeEndpoints(grants, codes);
        var tokens = new TokenEndpoints(grants, codes);
        var calls = new IdentityProviderEndpoint(new AuthFlows(grants));
        KeyValuePair<string, Func<GatewayRequest, Reply>> At(string path, Func<GatewayRequest, Reply> answer) =>
            new($"/_local/{grants.Pool.LogicalId}/{path}", answer);
        return
        [
            At(SignInPaths.Authorize, pages.Authorize),
            At(SignInPaths.Login, pages.Login),
            At(SignInPaths.Logout, pages.Logout),
            At(SignInPaths.Token, tokens.Token),
            At(SignInPaths.Revoke, tokens.Revoke),
            At(SignInPaths.UserInfo, tokens.UserInfo),
            At(SignInPaths.IdentityProvider, calls.Answer),
            // Some libraries append a slash to the endpoint.
            At($"{SignInPaths.IdentityProvider}/", calls.Answer),
        ];
    }
}
