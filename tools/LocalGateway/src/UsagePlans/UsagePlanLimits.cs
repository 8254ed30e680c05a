using System.Globalization;
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
        {
            exchange.Trace?.Decide(0, static _ => "no usage plan applies");
            return new((GatewayError?)null);
        }

        if (key.Quota?.TryTake() is false)
        {
            return new(new GatewayError(GatewayResponseType.QuotaExceeded)
            {
                By = "quota of the usage plan",
                Reason = $"the usage plan's quota is used up: {key.Quota.Limit}",
            });
        }

        var bucket = key.ThrottleOf(exchange.Match.Route);
        if (bucket?.TryTake() is false)
        {
            key.Quota?.GiveBack();
            return new(new GatewayError(GatewayResponseType.Throttled)
            {
                By = "throttle of the usage plan",
                Reason = $"the usage plan's throttling limit is reached: {bucket.Limit}",
            });
        }

        exchange.Trace?.Decide((Quota: key.Quota?.Left, Tokens: bucket?.Level), static left =>
            (left.Quota is { } requests
                ? string.Create(CultureInfo.InvariantCulture, $"the plan's quota has {requests:N0} requests left")
                : "the plan has no quota")
            + (left.Tokens is { } tokens ? $". Its throttle: {tokens}" : "; it has no throttle"));
        return new((GatewayError?)null);
    }
}
