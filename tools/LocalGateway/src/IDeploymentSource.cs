using LocalGateway.Model;

namespace LocalGateway;

/// <summary>Where a gateway gets its deployment from while it runs. The gateway asks before each request.</summary>
public interface IDeploymentSource
{
    /// <summary>
    /// Whether the deployment may have changed since the last read began. A failed read counts too. Called for each request, from many
    /// threads.
    /// </summary>
    bool HasChanged { get; }

    /// <summary>Reads the deployment again. The gateway makes one call at a time.</summary>
    /// <returns>The deployment and what has changed, in words for the log; null if nothing has changed after all.</returns>
    /// <exception cref="GatewayException">The deployment cannot be served. The gateway logs the message and keeps the one it has.</exception>
    Task<DeploymentChange?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A deployment that replaces the one that is served.</summary>
/// <param name="Deployment">The new deployment.</param>
/// <param name="Cause">What has changed: <c>serverless.template</c>.</param>
public sealed record DeploymentChange(Deployment Deployment, string Cause);
