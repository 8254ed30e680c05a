using LocalGateway.Model;
using LocalGateway.Routing;
using LocalGateway.Throttling;
using LocalGateway.Variables;

namespace LocalGateway.UsagePlans;

/// <summary>An API key in the usage plan through which it opens this stage, with what is left of its limits.</summary>
internal sealed class PlanKey(
    ApiKey key, string value, QuotaCounter? quota, TokenBucket? throttle, IReadOnlyDictionary<Route, TokenBucket> methodThrottles)
{
    public ApiKeyIdentity Identity { get; } = new(key.KeyId, value);

    public QuotaCounter? Quota => quota;

    /// <summary>The bucket of a method: the plan's entry for it, or else the one that the key has for all methods.</summary>
    public TokenBucket? ThrottleOf(Route route) => methodThrottles.GetValueOrDefault(route, throttle!);
}
