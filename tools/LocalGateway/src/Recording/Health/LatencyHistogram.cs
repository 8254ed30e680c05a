namespace LocalGateway.Recording.Health;

/// <summary>Counts latencies in classes, each of which is 5 % wide. So the memory is fixed, and a percentile is at most 5 % too high.</summary>
internal sealed class LatencyHistogram
{
    private const double Smallest = 0.1;
    private const double Growth = 1.05;

    // The last class also has everything above its 178 seconds.
    private const int Classes = 296;

    private readonly int[] _counts = new int[Classes];
    private int _total;

    public void Add(TimeSpan latency)
    {
        var index = latency.TotalMilliseconds <= Smallest ? 0 : (int)Math.Ceiling(Math.Log(latency.TotalMilliseconds / Smallest) / Math.Log(Growth));
        _counts[Math.Min(index, Classes - 1)]++;
        _total++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var index = 0; index < Classes; index++)
            _counts[index] += other._counts[index];
        _total += other._total;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    /// <param name="share">0.5 for the median.</param>
    /// <returns>Milliseconds; null if there are no latencies.</returns>
    public double? Percentile(double share)
    {
        var rank = (int)Math.Ceiling(share * _total);
        for (var (index, seen) = (0, 0); index < Classes; index++)
        {
            seen += _counts[index];
            if (seen >= rank && seen > 0)
                return Math.Round(Smallest * Math.Pow(Growth, index), 2);
        }

        return null;
    }
}
