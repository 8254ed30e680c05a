using ApiGateway.GatewayResponses;
using ApiGateway.Requests;

namespace ApiGateway.Integrations;

/// <summary>What stands behind a method, made once at start.</summary>
internal interface IIntegration
{
    /// <param name="exchange">To be read only: after a timeout nobody waits for the outcome any more.</param>
    /// <param name="cancellationToken">Set when the integration's time is over.</param>
    Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken);
}

/// <summary>Either a reply or an error.</summary>
internal readonly record struct IntegrationOutcome(Reply? Reply, GatewayError? Error)
{
    public static implicit operator IntegrationOutcome(Reply reply) => new(reply, null);

    public static implicit operator IntegrationOutcome(GatewayError error) => new(null, error);
}
