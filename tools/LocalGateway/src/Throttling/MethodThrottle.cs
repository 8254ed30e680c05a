using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Stages;

namespace LocalGateway.Throttling;

/// <summary>The limits that all clients share: first the method's limit at its stage, then the account's.</summary>
internal sealed class MethodThrottle(IReadOnlyDictionary<Route, TokenBucket> methods, TokenBucket? account) : IStep
{
    public static MethodThrottle Create(
        IReadOnlyList<Route> routes, MethodSettings settings, GatewayOptions options, KeptLimits limits)
    {
        var methods = new Dictionary<Route, TokenBucket>();
        foreach (var route in routes)
        {
            // A setting for all methods gives each method its own bucket.
            if (settings.Of(route.Method) is { } setting && (setting.ThrottlingRateLimit ?? setting.ThrottlingBurstLimit) is not null)
                methods.Add(route, Bucket(route.Method.Name.ToString(), new(setting.ThrottlingRateLimit, setting.ThrottlingBurstLimit)));
        }

        return new(methods, options.AccountThrottle is { } account ? Bucket("account", account) : null);

        TokenBucket Bucket(string owner, ThrottleLimit limit) => limits.Get(owner, limit, () => new TokenBucket(limit, options.TimeProvider));
    }

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (methods.TryGetValue(exchange.Match.Route, out var method) && !method.TryTake())
            return RefusedAsync("method", method);
        if (account?.TryTake() is false)
            return RefusedAsync("account", account);
        exchange.Trace?.Decide((Method: method?.Level, Account: account?.Level), static left =>
            (left.Method is { } own ? $"the method's limit: {own}" : "the method has no limit of its own")
            + (left.Account is { } all ? $". The account's limit: {all}" : ""));
        return new((GatewayError?)null);
    }

    private static ValueTask<GatewayError?> RefusedAsync(string owner, TokenBucket bucket) =>
        new(new GatewayError(GatewayResponseType.Throttled)
        {
            By = $"throttle of the {owner}",
            Reason = $"the {owner}'s throttling limit is reached: {bucket.Limit}",
        });
}
