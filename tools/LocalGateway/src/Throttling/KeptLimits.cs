namespace LocalGateway.Throttling;

/// <summary>
/// The buckets and counters of a gateway. When the template changes, each limit that stays the same keeps its tokens and its count.
/// </summary>
/// <param name="earlier">The limits before the change.</param>
internal sealed class KeptLimits(KeptLimits? earlier = null)
{
    private readonly Dictionary<(string Owner, object Limit), object> _limits = [];
    private KeptLimits? _earlier = earlier;

    /// <summary>Returns the kept one, or makes one.</summary>
    /// <param name="owner">What the limit belongs to. No two limits have the same owner.</param>
    /// <param name="limit">The values of the limit. Two limits with equal values are the same.</param>
    /// <param name="make">Makes a bucket or counter at its start.</param>
    public T Get<T>(string owner, object limit, Func<T> make) where T : class
    {
        var kept = _earlier?._limits.GetValueOrDefault((owner, limit)) as T ?? make();
        _limits[(owner, limit)] = kept;
        return kept;
    }

    /// <summary>Must be called when all limits are made. It releases the earlier ones.</summary>
    public void Seal() => _earlier = null;
}
