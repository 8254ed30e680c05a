namespace LocalGateway.Recording.Health;

/// <summary>The last 15 minutes.</summary>
internal sealed record HealthReport
{
    /// <summary>The length of a time slot.</summary>
    public required int SlotSeconds { get; init; }

    /// <summary>When the first slot began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The wanted routes, the oldest slot first.</summary>
    public required IReadOnlyList<RequestHealth> Slots { get; init; }

    /// <summary>The wanted routes in all slots together.</summary>
    public required RequestHealth Total { get; init; }

    /// <summary>All routes that had requests.</summary>
    public required IReadOnlyList<RouteHealth> Routes { get; init; }

    /// <summary>What the functions emitted in CloudWatch's embedded metric format.</summary>
    public required IReadOnlyList<MetricHealth> Metrics { get; init; }
}

/// <param name="ClientErrors">Replies with 4xx, throttled requests too.</param>
/// <param name="ServerErrors">Replies with 5xx.</param>
/// <param name="Throttles">Requests that a throttle or a quota refused.</param>
/// <param name="P50">Milliseconds; null without requests.</param>
internal sealed record RequestHealth(
    int Requests, int ClientErrors, int ServerErrors, int Throttles, int CacheHits, double? P50, double? P90, double? P99);

/// <param name="Name"><c>GET /things/{id}</c>, <c>no route</c>.</param>
internal sealed record RouteHealth(string Name, RequestHealth Total);

/// <param name="Dimensions"><c>Route=GET /things, Stage=dev</c>; empty if there are none.</param>
/// <param name="Unit">CloudWatch's name, such as <c>Milliseconds</c>.</param>
internal sealed record MetricHealth(
    string Namespace, string Name, string Dimensions, string Unit, IReadOnlyList<MetricSlot> Slots, MetricSlot Total);

/// <param name="Min">Null without values.</param>
internal sealed record MetricSlot(int Count, double Sum, double? Min, double? Max);
