using LocalGateway.Model;
using LocalGateway.Routing;
using LocalGateway.Throttling;

namespace LocalGateway.UsagePlans;

/// <summary>The keys with access to the stage of an API, by value.</summary>
internal static class PlanKeys
{
    /// <exception cref="GatewayException">API Gateway would reject a plan or a key.</exception>
    public static IReadOnlyDictionary<string, PlanKey> Create(
        IReadOnlyList<Route> routes, RestApi api, Deployment deployment, GatewayOptions options, KeptLimits limits)
    {
        var values = ApiKeyValues.Open(deployment, options.DataFolder);
        foreach (var same in values.GroupBy(value => value.Value, value => value.Key).Where(group => group.Count() > 1))
            throw new GatewayException($"The API keys {string.Join(", ", same)} have the same value.");

        var keys = new Dictionary<string, PlanKey>(StringComparer.Ordinal);
        foreach (var plan in deployment.UsagePlans)
        {
            var stage = plan.Stages.FirstOrDefault(candidate => candidate.Api == api.LogicalId && candidate.Stage == api.Stage.Name);
            if (stage is null)
                continue;
            var throttles = stage.MethodThrottles.ToDictionary(entry => FindRoute(entry.Key, routes, plan), entry => entry.Value);
            foreach (var logicalId in plan.ApiKeys)
            {
                var key = deployment.ApiKeys.GetValueOrDefault(logicalId)
                    ?? throw new GatewayException($"{plan.LogicalId}: the template has no API key {logicalId}.");
                if (key.Enabled && !keys.TryAdd(values[logicalId], Create(key, values[logicalId], plan, throttles, options.TimeProvider, limits)))
                    throw new GatewayException(
                        $"{plan.LogicalId}: the API key {logicalId} is already in another plan for this stage.");
            }
        }

        return keys;
    }

    private static PlanKey Create(
        ApiKey key,
        string value,
        UsagePlan plan,
        IReadOnlyDictionary<Route, ThrottleLimit> throttles,
        TimeProvider timeProvider,
        KeptLimits limits)
    {
        var owner = $"{plan.LogicalId} {key.LogicalId}";
        return new(
            key,
            value,
            plan.Quota is { } quota ? limits.Get(owner, quota, () => new QuotaCounter(quota, timeProvider)) : null,
            plan.Throttle is { } limit ? Bucket(owner, limit) : null,
            throttles.ToDictionary(throttle => throttle.Key, throttle => Bucket($"{owner} {throttle.Key.Method.Name}", throttle.Value)));

        TokenBucket Bucket(string name, ThrottleLimit limit) => limits.Get(name, limit, () => new TokenBucket(limit, timeProvider));
    }

    private static Route FindRoute(string entry, IReadOnlyList<Route> routes, UsagePlan plan) =>
        routes.FirstOrDefault(route => entry == $"{route.Method.ResourcePath}/{route.Method.HttpMethod}")
        ?? throw new GatewayException(
            $"{plan.LogicalId}: the throttle of {entry} matches no method of the API. Write an entry like /products/GET.");
}
