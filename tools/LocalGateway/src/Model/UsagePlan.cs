namespace LocalGateway.Model;

/// <summary>An API key.</summary>
public sealed record ApiKey
{
    public required string LogicalId { get; init; }

    /// <summary>Ten lower-case letters and digits, made from the logical id: <c>$context.identity.apiKeyId</c>.</summary>
    public required string KeyId { get; init; }

    /// <summary>The value that clients send, 20 to 128 characters; null when the service would generate one.</summary>
    public string? Value { get; init; }

    public bool Enabled { get; init; } = true;
}

/// <summary>Who may call which API stages how often.</summary>
public sealed record UsagePlan
{
    public required string LogicalId { get; init; }

    /// <summary>The API stages of the plan.</summary>
    public IReadOnlyList<UsagePlanStage> Stages { get; init; } = [];

    /// <summary>Applies to each key, across all methods.</summary>
    public ThrottleLimit? Throttle { get; init; }

    public Quota? Quota { get; init; }

    /// <summary>The logical ids of the plan's keys.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];
}

/// <summary>One stage of an API in a usage plan.</summary>
public sealed record UsagePlanStage
{
    /// <summary>The logical id of the API.</summary>
    public required string Api { get; init; }

    public required string Stage { get; init; }

    /// <summary>For each key, by resource path and method: <c>/products/GET</c>. Such an entry overrides the plan's throttle.</summary>
    public IReadOnlyDictionary<string, ThrottleLimit> MethodThrottles { get; init; } = new Dictionary<string, ThrottleLimit>();
}

/// <summary>A token bucket.</summary>
/// <param name="RateLimit">Tokens a second; null is the account's 10,000.</param>
/// <param name="BurstLimit">The capacity of the bucket; null is the account's 5,000.</param>
public sealed record ThrottleLimit(double? RateLimit, int? BurstLimit);

/// <summary>The number of requests that a key may make in a period.</summary>
/// <param name="Limit">Requests in a period.</param>
/// <param name="Period">Calendar days, weeks or months in UTC.</param>
/// <param name="Offset">Requests subtracted from the limit of the first period.</param>
public sealed record Quota(int Limit, QuotaPeriod Period, int Offset);

/// <summary>The period of a quota.</summary>
public enum QuotaPeriod
{
    Day,
    Week,
    Month,
}
