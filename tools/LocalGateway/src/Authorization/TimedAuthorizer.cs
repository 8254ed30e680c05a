using LocalGateway.GatewayResponses;
using LocalGateway.Requests;

namespace LocalGateway.Authorization;

/// <summary>Notes for the access log how long the authorizer took.</summary>
internal sealed class TimedAuthorizer(IStep authorizer) : IStep
{
    public async ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Match.Route.Method.Authorizer is null)
            return await authorizer.RunAsync(exchange, cancellationToken);
        var start = exchange.TimeProvider.GetTimestamp();
        var error = await authorizer.RunAsync(exchange, cancellationToken);
        exchange.Authorization = new(exchange.TimeProvider.GetElapsedTime(start), error);
        return error;
    }
}
