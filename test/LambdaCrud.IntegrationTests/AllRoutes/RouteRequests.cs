using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>A request for each route, for the tests that go through all of them.</summary>
internal static class RouteRequests
{
    /// <summary>The user who owns the items that the requests are about.</summary>
    public const string Owner = "owner";

    /// <summary>A valid request about a new resource.</summary>
    public static async Task<HttpRequestMessage> RequestForAsync(this Storefront storefront, string route)
    {
        if (RouteRequest.Find(route) is { } request)
            return await request.MakeAsync(storefront);
        if (RouteExample.Find(route) is { } example)
        {
            using var owner = storefront.As(Owner);
            return await example.RequestAsync(owner);
        }

        // Anyone can list what there is.
        if (DeclaredRoutes.ByName[route] is { Method: "GET", Id: null, Path: var path })
            return Send(HttpMethod.Get, path);
        throw new ArgumentOutOfRangeException(nameof(route), route, "This route needs a RouteExample or a RouteRequest.");
    }

    /// <summary>The same request with the token or the key that its route asks for.</summary>
    public static async Task<HttpRequestMessage> AllowedRequestForAsync(this Storefront storefront, string route)
    {
        var request = await storefront.RequestForAsync(route);
        var access = DeclaredRoutes.ByName[route].Access;
        if (access.NeedsApiKey)
            return request.With("X-API-Key", storefront.ApiKey);
        if (!access.NeedsUser)
            return request;
        return request.With("Authorization", access.Group is { } group ? storefront.Token("admin", [group]) : storefront.Token(Owner, []));
    }
}
