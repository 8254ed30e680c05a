using LocalGateway.Errors;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Authorization;

/// <summary>Records for the access log how long the authorizer took.</summary>
internal sealed class TimedAuthorizer(IStep authorizer) : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken) =>
        exchange.Match.Route.Method.Authorizer is null
            ? authorizer.RunAsync(exchange, cancellationToken)
            : MeasureAsync(exchange, cancellationToken);

    private async ValueTask<GatewayError?> MeasureAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var start = exchange.TimeProvider.GetTimestamp();
        var error = await authorizer.RunAsync(exchange, cancellationToken);
        exchange.Set(new AuthorizationResult(exchange.TimeProvider.GetElapsedTime(start), error));
        return error;
    }
}

/// <summary>The outcome of the authorizer.</summary>
/// <param name="Latency">The time until the authorizer answered or the gateway stopped waiting.</param>
/// <param name="Error">Null if it let the request pass.</param>
internal sealed record AuthorizationResult(TimeSpan Latency, GatewayError? Error);
