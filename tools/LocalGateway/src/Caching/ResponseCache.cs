using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Stages;

namespace LocalGateway.Caching;

/// <summary>The cache of a stage: one step before the integration, and one after the reply is created.</summary>
internal sealed record ResponseCache(CacheLookup Lookup, CacheStore Store)
{
    /// <exception cref="GatewayException">A cache key parameter is invalid.</exception>
    public static ResponseCache Create(IReadOnlyList<Route> routes, Stage stage, MethodSettings settings, TimeProvider timeProvider)
    {
        var methods = new Dictionary<Route, CachedMethod>();
        foreach (var route in stage.CacheClusterEnabled ? routes : [])
        {
            var setting = settings.Of(route.Method);
            if (setting.CachingEnabled is true && setting.CacheTtl != TimeSpan.Zero)
                methods.Add(route, new(route, setting));
        }

        var cache = new TimedCache<Reply>((long)(stage.CacheClusterSize * 1024 * 1024 * 1024), timeProvider);
        return new(new(methods, cache), new(methods, cache));
    }
}
