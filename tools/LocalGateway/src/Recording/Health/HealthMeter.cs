using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Model;

namespace LocalGateway.Recording.Health;

/// <summary>
/// Counts the requests and the functions' metrics of the last 15 minutes, also those of requests that come too fast to be recorded. Its memory
/// is fixed. Thread-safe.
/// </summary>
internal sealed class HealthMeter(TimeProvider timeProvider)
{
    public const int Slots = 90;

    /// <summary>Requests of further routes are counted together. A template that changes often may have had many routes.</summary>
    public const int MaxRoutes = 100;

    /// <summary>Further metrics are left out.</summary>
    public const int MaxMetrics = 200;

    public static readonly TimeSpan Slot = TimeSpan.FromSeconds(10);

    private static readonly MethodName OtherRoutes = new("other", "routes");

    private readonly long _start = timeProvider.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<MethodName, TimeSlots<RequestCounts>> _routes = [];
    private readonly Dictionary<(string Namespace, string Name, string Dimensions), (string Unit, TimeSlots<MetricCounts> Slots)> _metrics = [];

    private long Now => Elapsed.Ticks / Slot.Ticks;

    private TimeSpan Elapsed => timeProvider.GetElapsedTime(_start);

    /// <param name="route">The default if no route matched.</param>
    public void Count(MethodName route, int status, TimeSpan latency, bool isCacheHit, GatewayError? error)
    {
        lock (_lock)
        {
            if (!_routes.TryGetValue(route, out var slots))
            {
                var name = _routes.Count < MaxRoutes ? route : OtherRoutes;
                if (!_routes.TryGetValue(name, out slots))
                    _routes[name] = slots = new(Slots, static counts => counts.Clear());
            }

            slots.Use(Now).Add(status, latency, isCacheHit, error?.Type == GatewayResponseType.Throttled || error?.Type == GatewayResponseType.QuotaExceeded);
        }
    }

    public void Count(IEnumerable<EmbeddedMetric> metrics)
    {
        lock (_lock)
        {
            foreach (var metric in metrics)
            {
                var key = (metric.Namespace, metric.Name, metric.Dimensions);
                if (!_metrics.TryGetValue(key, out var series))
                {
                    if (_metrics.Count >= MaxMetrics)
                        continue;
                    _metrics[key] = series = (metric.Unit, new(Slots, static counts => counts.Clear()));
                }

                foreach (var value in metric.Values)
                    series.Slots.Use(Now).Add(value);
            }
        }
    }

    /// <param name="route">The name of the route whose slots are wanted; null for all routes together.</param>
    public HealthReport Read(string? route)
    {
        lock (_lock)
        {
            var now = Now;
            long[] slots = [.. Enumerable.Range(0, Slots).Select(index => now - Slots + 1 + index)];
            var wanted = _routes.Where(entry => route is null || Name(entry.Key) == route).Select(entry => entry.Value).ToList();
            return new()
            {
                SlotSeconds = (int)Slot.TotalSeconds,
                Start = timeProvider.GetUtcNow() - Elapsed + (slots[0] * Slot),
                Slots = [.. slots.Select(slot => Sum(wanted.Select(counts => counts[slot])))],
                Total = Sum(wanted.SelectMany(counts => slots.Select(slot => counts[slot]))),
                Routes = [.. _routes.Select(entry => new RouteHealth(Name(entry.Key), Sum(slots.Select(slot => entry.Value[slot]))))
                    .Where(entry => entry.Total.Requests > 0)
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)],
                Metrics = [.. _metrics.Select(entry => Metric(entry.Key, entry.Value.Unit, slots.Select(slot => entry.Value.Slots[slot])))
                    .Where(metric => metric.Total.Count > 0)
                    .OrderBy(metric => (metric.Namespace, metric.Name, metric.Dimensions))],
            };
        }
    }

    private static string Name(MethodName route) => route == default ? "no route" : route.ToString();

    private static RequestHealth Sum(IEnumerable<RequestCounts?> counts)
    {
        var sum = new RequestCounts();
        foreach (var one in counts)
            sum.Add(one);
        return sum.Report();
    }

    private static MetricHealth Metric((string Namespace, string Name, string Dimensions) key, string unit, IEnumerable<MetricCounts?> slots)
    {
        var texts = new SecretText([]);
        var total = new MetricCounts();
        var reports = new List<MetricSlot>();
        foreach (var slot in slots)
        {
            total.Add(slot);
            reports.Add((slot ?? new()).Report());
        }

        return new(texts.Of(key.Namespace), texts.Of(key.Name), texts.Of(key.Dimensions), unit, reports, total.Report());
    }
}
