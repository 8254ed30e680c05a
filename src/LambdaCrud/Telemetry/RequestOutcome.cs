namespace LambdaCrud.Telemetry;

/// <summary>The facts about a request after it is answered.</summary>
internal sealed record RequestOutcome
{
    /// <summary>Method and resource of the template, such as <c>GET /orders/{id}</c>: one value per route.</summary>
    public required string Route { get; init; }

    /// <summary>The id that the client sees in <c>X-Request-Id</c>.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The status of the reply.</summary>
    public required int Status { get; init; }

    /// <summary>The problem's <c>code</c>, if the reply is a problem.</summary>
    public string? Code { get; init; }

    /// <summary>The business metric that the request counts, if any.</summary>
    public BusinessMetric? Counted { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The caller's <c>sub</c>. The log contains only its hash.</summary>
    public string? Subject { get; init; }

    /// <summary>The exception that the handler threw.</summary>
    public Exception? Failure { get; init; }

    /// <summary>In milliseconds, rounded to one decimal.</summary>
    public double DurationMs => Math.Round(Duration.TotalMilliseconds, 1);
}

/// <summary>The business metrics. The names are those in CloudWatch.</summary>
internal enum BusinessMetric
{
    OrdersPlaced,

    /// <summary>An order was refused because the stock was not sufficient.</summary>
    OutOfStock,
}
