using System.Globalization;
using LocalGateway.Model;

namespace LocalGateway.UsagePlans;

/// <summary>Counts the requests of one key against its quota. The count is in memory only: a restart begins a new first period.</summary>
internal sealed class QuotaCounter(Quota quota, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private DateOnly _period = Begin(quota.Period, timeProvider);
    private int _left = quota.Limit - quota.Offset;

    /// <summary>The requests that are left in the period of the last request.</summary>
    public int Left
    {
        get
        {
            lock (_lock)
                return _left;
        }
    }

    /// <summary>The quota in words.</summary>
    public string Limit => string.Create(
        CultureInfo.InvariantCulture, $"{quota.Limit:N0} {(quota.Limit == 1 ? "request" : "requests")} a {quota.Period.ToString().ToLowerInvariant()}");

    /// <returns>Whether the current period had a request left.</returns>
    public bool TryTake()
    {
        lock (_lock)
        {
            var period = Begin(quota.Period, timeProvider);
            if (period != _period)
                (_period, _left) = (period, quota.Limit);
            if (_left <= 0)
                return false;
            _left--;
            return true;
        }
    }

    /// <summary>Subtracts a request that was counted and then refused.</summary>
    public void GiveBack()
    {
        lock (_lock)
            _left++;
    }

    /// <summary>The first day of the current period. A week begins on Sunday.</summary>
    private static DateOnly Begin(QuotaPeriod period, TimeProvider timeProvider)
    {
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        return period switch
        {
            QuotaPeriod.Week => today.AddDays(-(int)today.DayOfWeek),
            QuotaPeriod.Month => new(today.Year, today.Month, 1),
            _ => today,
        };
    }
}
