using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Variables;

namespace LocalGateway.UsagePlans;

/// <summary>
/// Checks the API key if the method requires one. A key without a usage plan for this stage is treated as missing.
/// </summary>
internal sealed class ApiKeyCheck(IReadOnlyDictionary<string, PlanKey> keys, ApiKeySource source) : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!exchange.Match.Route.Method.ApiKeyRequired)
        {
            exchange.Trace?.Decide(0, static _ => "the method needs no API key");
            return new((GatewayError?)null);
        }

        var value = source == ApiKeySource.Authorizer
            ? exchange.Caller?.UsageIdentifierKey
            : exchange.Request.Headers["X-API-Key"].LastOrDefault();
        if (string.IsNullOrEmpty(value))
            return RefusedAsync(source == ApiKeySource.Authorizer ? "the authorizer returned no API key" : "the header X-API-Key is missing");
        if (!keys.TryGetValue(value, out var key))
            return RefusedAsync("the API key is unknown, disabled, or in no usage plan of this stage");
        exchange.Set(key);
        exchange.Set(key.Identity);
        exchange.Trace?.Decide(key.LogicalId, static key => $"the API key {key} is valid");
        return new((GatewayError?)null);
    }

    private static ValueTask<GatewayError?> RefusedAsync(string reason) =>
        new(new GatewayError(GatewayResponseType.InvalidApiKey) { Reason = reason });
}
