namespace LambdaCrud.Telemetry;

/// <summary>What is known of a request once it is answered.</summary>
public sealed record RequestOutcome
{
    /// <summary>Method and resource of the template, such as <c>GET /orders/{id}</c>: as many values as there are routes.</summary>
    public required string Route { get; init; }

    /// <summary>The id that the client sees in <c>X-Request-Id</c>.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Of the reply.</summary>
    public required int Status { get; init; }

    /// <summary>The problem's <c>code</c>, if the reply is a problem.</summary>
    public string? Code { get; init; }

    /// <summary>What the shop counts of it.</summary>
    public BusinessMetric? Counted { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The caller's <c>sub</c>. Never logged as it is.</summary>
    public string? Subject { get; init; }

    /// <summary>What the handler threw.</summary>
    public Exception? Failure { get; init; }

    /// <summary>In milliseconds, to a tenth.</summary>
    public double DurationMs => Math.Round(Duration.TotalMilliseconds, 1);
}

/// <summary>What the shop counts. The names are those of the metrics.</summary>
public enum BusinessMetric
{
    OrdersPlaced,

    /// <summary>An order was refused because the stock did not suffice.</summary>
    OutOfStock,
}
