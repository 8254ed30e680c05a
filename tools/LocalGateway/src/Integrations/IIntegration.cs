using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

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
    /// <summary>For the logs; null if nothing was called, or nothing answered.</summary>
    public BackendResult? Backend { get; init; }

    public static implicit operator IntegrationOutcome(Reply reply) => new(reply, null);

    public static implicit operator IntegrationOutcome(GatewayError error) => new(null, error);
}

/// <summary>What the thing that was called said itself, before any mapping.</summary>
/// <param name="Status">Of the backend; of a proxied function the status in its result.</param>
/// <param name="ServiceStatus">Of the service that was called; of a function that of Lambda.</param>
/// <param name="RequestId">Of an AWS service.</param>
/// <param name="Problem">What the person who runs the gateway should read of it; nothing secret.</param>
internal sealed record BackendResult(int Status, int ServiceStatus, string? RequestId = null, string? Problem = null);
