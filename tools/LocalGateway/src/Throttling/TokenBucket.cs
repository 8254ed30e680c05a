using LocalGateway.Model;

namespace LocalGateway.Throttling;

/// <summary>
/// Lets through a burst at once and a rate in the long run. System.Threading.RateLimiting's bucket knows neither a TimeProvider nor
/// fractions of a token, which API Gateway's rates have.
/// </summary>
/// <param name="limit">Rate: tokens a second; burst: how many the bucket holds. What is null is the account's default.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class TokenBucket(ThrottleLimit limit, TimeProvider timeProvider)
{
    /// <summary>An account's limit in a region: what a limit leaves open (Amazon API Gateway quotas).</summary>
    public static readonly ThrottleLimit AccountDefault = new(10_000, 5_000);

    // The sum of many small refills may fall short of a whole token by a rounding error.
    private const double WholeToken = 1 - 1e-6;

    private readonly double _rate = limit.RateLimit ?? AccountDefault.RateLimit!.Value;
    private readonly int _capacity = limit.BurstLimit ?? AccountDefault.BurstLimit!.Value;
    private readonly Lock _lock = new();
    private double _tokens = limit.BurstLimit ?? AccountDefault.BurstLimit!.Value;
    private long _refilled = timeProvider.GetTimestamp();

    /// <returns>Whether there was a token.</returns>
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
