using System.Globalization;
using LocalGateway.Model;

namespace LocalGateway.Throttling;

/// <summary>
/// Allows a burst at once, and a fixed rate over time. System.Threading.RateLimiting's bucket does not support a TimeProvider. It also does
/// not support fractions of a token, which API Gateway's rates need.
/// </summary>
/// <param name="limit">Rate: tokens per second. Burst: the bucket's capacity. A null value means the account's default.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class TokenBucket(ThrottleLimit limit, TimeProvider timeProvider)
{
    /// <summary>An account's limit in a region; replaces the null values of a limit (Amazon API Gateway quotas).</summary>
    public static readonly ThrottleLimit AccountDefault = new(10_000, 5_000);

    // Because of rounding errors, many small refills may add up to slightly less than a whole token.
    private const double WholeToken = 1 - 1e-6;

    private readonly double _rate = limit.RateLimit ?? AccountDefault.RateLimit!.Value;
    private readonly int _capacity = limit.BurstLimit ?? AccountDefault.BurstLimit!.Value;
    private readonly Lock _lock = new();
    private double _tokens = limit.BurstLimit ?? AccountDefault.BurstLimit!.Value;
    private long _refilled = timeProvider.GetTimestamp();

    /// <summary>The tokens after the last request.</summary>
    public BucketLevel Level
    {
        get
        {
            lock (_lock)
                return new(_tokens, _capacity, _rate);
        }
    }

    /// <summary>The limit in words.</summary>
    public string Limit => string.Create(
        CultureInfo.InvariantCulture, $"at most {_rate:0.##} requests per second, with short bursts of up to {_capacity}");

    /// <returns>Whether a token was available.</returns>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = timeProvider.GetTimestamp();
            _tokens = Math.Min(_capacity, _tokens + (timeProvider.GetElapsedTime(_refilled, now).TotalSeconds * _rate));
            _refilled = now;
            if (_tokens < WholeToken)
                return false;
            _tokens--;
            return true;
        }
    }
}

/// <summary>How full a bucket is.</summary>
/// <param name="Tokens">The tokens that are left.</param>
/// <param name="Capacity">The burst.</param>
/// <param name="Rate">Tokens per second.</param>
internal readonly record struct BucketLevel(double Tokens, int Capacity, double Rate)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Math.Floor(Tokens * 10) / 10:0.#} of {Capacity} burst requests are left; {Rate:0.##} more become available each second");
}
