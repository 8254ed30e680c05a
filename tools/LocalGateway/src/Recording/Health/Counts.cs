namespace LocalGateway.Recording.Health;

/// <summary>The requests of one time slot.</summary>
internal sealed class RequestCounts
{
    private readonly LatencyHistogram _latencies = new();
    private int _requests;
    private int _clientErrors;
    private int _serverErrors;
    private int _throttles;
    private int _cacheHits;

    public void Add(int status, TimeSpan latency, bool isCacheHit, bool isThrottled)
    {
        _requests++;
        _clientErrors += status is >= 400 and < 500 ? 1 : 0;
        _serverErrors += status >= 500 ? 1 : 0;
        _throttles += isThrottled ? 1 : 0;
        _cacheHits += isCacheHit ? 1 : 0;
        _latencies.Add(latency);
    }

    public void Add(RequestCounts? other)
    {
        if (other is null)
            return;
        _requests += other._requests;
        _clientErrors += other._clientErrors;
        _serverErrors += other._serverErrors;
        _throttles += other._throttles;
        _cacheHits += other._cacheHits;
        _latencies.Add(other._latencies);
    }

    public void Clear()
    {
        _requests = _clientErrors = _serverErrors = _throttles = _cacheHits = 0;
        _latencies.Clear();
    }

    public RequestHealth Report() => new(
        _requests,
        _clientErrors,
        _serverErrors,
        _throttles,
        _cacheHits,
        _latencies.Percentile(0.5),
        _latencies.Percentile(0.9),
        _latencies.Percentile(0.99));
}

/// <summary>The values of a metric in one time slot.</summary>
internal sealed class MetricCounts
{
    private int _count;
    private double _sum;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    public void Add(double value)
    {
        _count++;
        _sum += value;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }

    public void Add(MetricCounts? other)
    {
        if (other is null)
            return;
        _count += other._count;
        _sum += other._sum;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }

    public void Clear() => (_count, _sum, _min, _max) = (0, 0, double.PositiveInfinity, double.NegativeInfinity);

    public MetricSlot Report() => _count == 0 ? new(0, 0, null, null) : new(_count, _sum, _min, _max);
}
