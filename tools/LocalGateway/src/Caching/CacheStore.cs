using System.Globalization;
using LocalGateway.Errors;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Caching;

/// <summary>Stores the integration's reply as it goes to the client. The status does not matter.</summary>
internal sealed class CacheStore(IReadOnlyDictionary<Route, CachedMethod> methods, TimedCache<Reply> cache) : IStep
{
    /// <summary>Bytes of the body. A larger reply is not stored.</summary>
    public const int MaxReply = 1_048_576;

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Get<CacheUse>() is not { } use)
            return new((GatewayError?)null);
        var reply = exchange.Reply!;
        if (use.Key is { } key && reply.Body.Length <= MaxReply)
        {
            var ttl = methods[exchange.Match.Route].Ttl;
            cache.Set(key, reply.Copy(), ttl, SizeOf(key, reply));
            exchange.Trace?.Decide(
                ttl, static ttl => string.Create(CultureInfo.InvariantCulture, $"the cache keeps the reply for {ttl.TotalSeconds:0} s"));
        }

        if (use.IsControlIgnored)
            reply.Headers.Add("Warning", "199 - \"Cache-Control was ignored: the caller is not authorized to invalidate the cache\"");
        return new((GatewayError?)null);
    }

    private static long SizeOf(string key, Reply reply)
    {
        var size = reply.Body.Length + (2L * key.Length);
        foreach (var (name, values) in reply.Headers)
            size += name.Length + values.Sum(value => value?.Length ?? 0);
        return size;
    }
}
