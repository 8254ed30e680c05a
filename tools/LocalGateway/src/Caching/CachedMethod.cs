using LocalGateway.Model;
using LocalGateway.Routing;

namespace LocalGateway.Caching;

/// <summary>The caching of one method.</summary>
internal sealed class CachedMethod
{
    /// <exception cref="GatewayException">A key parameter is invalid.</exception>
    public CachedMethod(Route route, MethodSetting setting)
    {
        Key = new CacheKey(route);
        Ttl = setting.CacheTtl ?? TimeSpan.FromSeconds(300);
        RequiresAuthorization = setting.RequireAuthorizationForCacheControl;
        UnauthorizedCacheControl = setting.UnauthorizedCacheControl;
    }

    public CacheKey Key { get; }

    public TimeSpan Ttl { get; }

    /// <summary>Whether a client needs the permission execute-api:InvalidateCache to refresh an entry.</summary>
    public bool RequiresAuthorization { get; }

    public UnauthorizedCacheControl UnauthorizedCacheControl { get; }
}
