using LocalGateway.Authorization;
using LocalGateway.Caching;
using LocalGateway.GatewayResponses;
using LocalGateway.Integrations;
using LocalGateway.Routing;
using LocalGateway.UsagePlans;

namespace LocalGateway.Requests;

/// <summary>One request on its way through the pipeline, with what each step found out.</summary>
internal sealed class Exchange
{
    /// <summary>Replaced when its body is inflated.</summary>
    public required GatewayRequest Request { get; set; }

    /// <summary>A UUID: the client's own <c>x-amzn-RequestId</c>, or a new one.</summary>
    public required string RequestId { get; init; }

    /// <summary>Sent as <c>x-amz-apigw-id</c>.</summary>
    public required string ExtendedRequestId { get; init; }

    /// <summary>The value of <c>X-Amzn-Trace-Id</c>.</summary>
    public required string TraceId { get; init; }

    public required DateTimeOffset RequestTime { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>In ticks of <see cref="TimeProvider"/>.</summary>
    public required long StartTimestamp { get; init; }

    /// <summary>The path without the stage: what resources are matched with. Set by the stage lookup.</summary>
    public string Path { get; set; } = "";

    /// <summary>The path with the stage: <c>$context.path</c>. Set by the stage lookup.</summary>
    public string PathWithStage { get; set; } = "";

    /// <summary>Set by the route match.</summary>
    public RouteMatch Match { get; set; }

    /// <summary>Set by the authorizer; null on open methods.</summary>
    public CallerContext? Caller { get; set; }

    /// <summary>Set by the API key check; null on methods that require none.</summary>
    public PlanKey? ApiKey { get; set; }

    /// <summary>Set by the cache lookup; null on methods that are not cached.</summary>
    public CacheUse? Cache { get; set; }

    /// <summary>How the authorizer did; set when it has been asked.</summary>
    public StepResult? Authorization { get; set; }

    /// <summary>How the integration did; set when it has been called.</summary>
    public StepResult? Integration { get; set; }

    /// <summary>Set by the integration, or by the cache before it.</summary>
    public Reply? Reply { get; set; }
}

/// <summary>How long something outside took that a request waited for, and how it ended.</summary>
/// <param name="Latency">Until it ended or was given up.</param>
/// <param name="Error">Null if it went well.</param>
/// <param name="Backend">Of an integration what was called said itself.</param>
internal sealed record StepResult(TimeSpan Latency, GatewayError? Error, BackendResult? Backend = null);

/// <summary>What goes back to the client.</summary>
internal sealed class Reply
{
    /// <summary>200 to 599.</summary>
    public required int StatusCode { get; init; }

    public HeaderList Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>With headers of its own, which can be set without touching the original's.</summary>
    public Reply Copy()
    {
        var copy = new Reply { StatusCode = StatusCode, Body = Body };
        foreach (var (name, values) in Headers)
            copy.Headers.Add(name, values);
        return copy;
    }
}
