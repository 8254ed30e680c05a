using LocalGateway.LocalTokens.SignIn;
using LocalGateway.Model;
using Microsoft.AspNetCore.Http;

namespace Studio.Overview;

/// <summary>The pages of a local user pool that an app opens in the browser, with the parameters that they need.</summary>
internal static class SignInPages
{
    public static IEnumerable<SignInPage> Of(UserPool pool)
    {
        foreach (var client in pool.Clients.Values.Where(client => client.OAuthFlows.Any(flow => flow is "code" or "implicit")))
        {
            var name = pool.ClientIds.FirstOrDefault(known => known.Value == client.ClientId).Key ?? client.ClientId;
            var type = client.OAuthFlows.Contains("code") ? "code" : "token";
            foreach (var callback in client.CallbackUrls)
            {
                var query = QueryString.Create("response_type", type).Add("client_id", client.ClientId).Add("redirect_uri", callback);
                yield return new(name, "Sign-in page", Path(pool, SignInPaths.Authorize) + query, callback);
            }

            foreach (var url in client.LogoutUrls)
            {
                var query = QueryString.Create("client_id", client.ClientId).Add("logout_uri", url);
                yield return new(name, "Sign-out", Path(pool, SignInPaths.Logout) + query, url);
            }
        }
    }

    public static string Discovery(UserPool pool) => Path(pool, ".well-known/openid-configuration");

    private static string Path(UserPool pool, string page) => $"/_local/{pool.LogicalId}/{page}";
}

/// <param name="Client">The logical id of the app client.</param>
/// <param name="Kind">For people.</param>
/// <param name="Path">With its query.</param>
/// <param name="Then">The address of the app to which the page redirects.</param>
internal sealed record SignInPage(string Client, string Kind, string Path, string Then);
