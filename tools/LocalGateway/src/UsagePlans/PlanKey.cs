using LocalGateway.Model;
using LocalGateway.Routing;
using LocalGateway.Throttling;
using LocalGateway.Variables;

namespace LocalGateway.UsagePlans;

/// <summary>An API key with the usage plan that gives it access to this stage, and the remaining limits.</summary>
internal sealed class PlanKey(
    ApiKey key, string value, QuotaCounter? quota, TokenBucket? throttle, IReadOnlyDictionary<Route, TokenBucket> methodThrottles)
{
    public ApiKeyIdentity Identity { get; } = new(key.KeyId, value);

    public string LogicalId => key.LogicalId;

    public QuotaCounter? Quota => quota;

    /// <summary>The bucket of a method: from the plan's entry for it, or else the key's bucket for all methods.</summary>
    public TokenBucket? ThrottleOf(Route route) => methodThrottles.GetValueOrDefault(route, throttle!);
}
