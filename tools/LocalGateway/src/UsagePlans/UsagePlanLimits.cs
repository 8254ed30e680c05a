using LocalGateway.Errors;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.UsagePlans;

/// <summary>
/// Enforces the quota and the throttle of a key's usage plan. Requests that the throttle refuses do not count against the quota.
/// </summary>
internal sealed class UsagePlanLimits : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Get<PlanKey>() is not { } key)
            return new((GatewayError?)null);
        if (key.Quota?.TryTake() is false)
            return new(new GatewayError(GatewayResponseType.QuotaExceeded) { Reason = "the usage plan's quota is used up" });
        if (key.ThrottleOf(exchange.Match.Route)?.TryTake() is not false)
            return new((GatewayError?)null);
        key.Quota?.GiveBack();
        return new(new GatewayError(GatewayResponseType.Throttled) { Reason = "the usage plan's throttling limit is reached" });
    }
}
