using System.Globalization;
using System.Net.Http.Headers;
using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Caching;

/// <summary>
/// Answers from the stage's cache, unless the client asks for a fresh reply and is allowed to. The permission, execute-api:InvalidateCache,
/// needs a signed request. This machine has no signed requests: if the permission is required, no client has it.
/// </summary>
internal sealed class CacheLookup(IReadOnlyDictionary<Route, CachedMethod> methods, TimedCache<Reply> cache) : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!methods.TryGetValue(exchange.Match.Route, out var method))
        {
            exchange.Trace?.Decide(0, static _ => "the method is not cached");
            return new((GatewayError?)null);
        }

        var asksForFresh = AsksForFresh(exchange.Request.Headers);
        var isIgnored = asksForFresh && method.RequiresAuthorization;
        if (isIgnored && method.UnauthorizedCacheControl == UnauthorizedCacheControl.FailWith403)
            return new(new GatewayError(GatewayResponseType.AccessDenied) { Reason = "the caller may not refresh the cache" });
        var isWarned = isIgnored && method.UnauthorizedCacheControl == UnauthorizedCacheControl.SucceedWithResponseHeader;

        var key = method.Key.Of(exchange);
        if ((!asksForFresh || isIgnored) && cache.TryGet(key, out var stored, out var age))
        {
            exchange.Trace?.Decide((key, age, method.Ttl), static hit => string.Create(
                CultureInfo.InvariantCulture,
                $"the cache has a reply that is {hit.age.TotalSeconds:0.0} s old, of at most {hit.Ttl.TotalSeconds:0} s; "
                + $"the key is {hit.key}"));
            exchange.Reply = stored.Copy();
            if (exchange.Reply.Headers.Contains(TraceHeader.Name))
                exchange.Reply.Headers.Set(TraceHeader.Name, exchange.TraceId);
            exchange.Set(new CacheUse(Key: null, isWarned));
        }
        else
        {
            exchange.Set(new CacheUse(key, isWarned));
            exchange.Trace?.Decide((key, asksForFresh), static miss => miss.asksForFresh
                ? $"the client asks for a fresh reply; the key is {miss.key}"
                : $"the cache has no reply; the key is {miss.key}");
        }

        return new((GatewayError?)null);
    }

    private static bool AsksForFresh(HeaderList headers) =>
        CacheControlHeaderValue.TryParse(headers["Cache-Control"].ToString(), out var control) && control?.MaxAge == TimeSpan.Zero;
}
