using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

/// <summary>The integration of a method, created once at start.</summary>
internal interface IIntegration
{
    /// <param name="exchange">Only read it.</param>
    /// <param name="cancellationToken">Cancelled when the integration's timeout expires. The integration must then stop waiting.</param>
    Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken);
}

/// <summary>Either a reply or an error.</summary>
internal readonly record struct IntegrationOutcome(Reply? Reply, GatewayError? Error)
{
    /// <summary>For the logs; null if no backend was called, or none answered.</summary>
    public BackendResult? Backend { get; init; }

    /// <summary>What has made the reply.</summary>
    public ReplyAuthor Author { get; init; }

    public static implicit operator IntegrationOutcome(Reply reply) => new(reply, null);

    public static implicit operator IntegrationOutcome(GatewayError error) => new(null, error);
}

/// <summary>The backend's own answer, before any mapping.</summary>
/// <param name="Status">The status of the backend; for a proxied function, the status in its result.</param>
/// <param name="ServiceStatus">The status of the called service; for a function, the status of Lambda.</param>
/// <param name="RequestId">The request id of an AWS service.</param>
/// <param name="Problem">A description for the person who runs the gateway; it contains no secrets.</param>
/// <param name="ServiceError">
/// The error that the service answered, with its name, for the log. The access log of API Gateway does not have it.
/// </param>
internal sealed record BackendResult(
    int Status, int ServiceStatus, string? RequestId = null, string? Problem = null, string? ServiceError = null);

/// <summary>What has set the status of a reply, or written its text.</summary>
internal enum ReplyAuthor
{
    /// <summary>The backend, or the integration response for it.</summary>
    Backend,

    /// <summary>A request template has set the status.</summary>
    RequestTemplate,

    /// <summary>A response template has set the status.</summary>
    ResponseTemplate,

    /// <summary>A response template has written the text. It has not set the status.</summary>
    TextOfResponseTemplate,
}
