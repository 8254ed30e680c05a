using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Model;
using LocalGateway.Recording.Health;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording.Health;

public sealed class HealthMeterTests
{
    private static readonly MethodName Things = new("GET", "/things");

    private readonly ManualTime _time = new();

    private static void Count(HealthMeter meter, int status = 200, double milliseconds = 5, MethodName? route = null, GatewayError? error = null, bool isCacheHit = false) =>
        meter.Count(route ?? Things, status, TimeSpan.FromMilliseconds(milliseconds), isCacheHit, error);

    [Fact]
    public void Requests_errors_throttles_and_cache_hits_are_counted_in_their_time_slot()
    {
        var meter = new HealthMeter(_time);
        Count(meter);
        Count(meter, 404);
        _time.Advance(HealthMeter.Slot);
        Count(meter, 429, error: new(GatewayResponseType.Throttled));
        Count(meter, 429, error: new(GatewayResponseType.QuotaExceeded));
        Count(meter, 429);
        Count(meter, 502);
        Count(meter, isCacheHit: true);

        var report = meter.Read(null);

        Assert.Equal((90, _time.GetUtcNow() - (89 * HealthMeter.Slot)), (report.Slots.Count, report.Start));
        Assert.Equal(
            [(2, 1, 0, 0, 0), (5, 3, 1, 2, 1)],
            report.Slots.Skip(88).Select(slot => (slot.Requests, slot.ClientErrors, slot.ServerErrors, slot.Throttles, slot.CacheHits)));
        Assert.Equal((7, 4, 1, 2, 1), (report.Total.Requests, report.Total.ClientErrors, report.Total.ServerErrors, report.Total.Throttles, report.Total.CacheHits));
    }

    [Fact]
    public void What_is_older_than_15_minutes_is_gone()
    {
        var meter = new HealthMeter(_time);
        Count(meter);
        meter.Count([new EmbeddedMetric("Shop", "Orders", "Count", "", [1])]);
        _time.Advance(TimeSpan.FromMinutes(15) - HealthMeter.Slot);
        Assert.Equal((1, 1), (meter.Read(null).Slots[0].Requests, meter.Read(null).Metrics[0].Slots[0].Count));

        _time.Advance(HealthMeter.Slot);

        var report = meter.Read(null);
        Assert.Equal((0, 0, 0), (report.Total.Requests, report.Routes.Count, report.Metrics.Count));
        Count(meter);
        Assert.Equal((0, 1), (meter.Read(null).Slots[0].Requests, meter.Read(null).Total.Requests));
    }

    [Fact]
    public void Percentiles_are_at_most_5_percent_too_high_and_missing_without_requests()
    {
        var meter = new HealthMeter(_time);
        foreach (var milliseconds in Enumerable.Range(1, 100))
            Count(meter, milliseconds: milliseconds);

        var total = meter.Read(null).Total;

        Assert.InRange(total.P50!.Value, 50, 52.5);
        Assert.InRange(total.P90!.Value, 90, 94.5);
        Assert.InRange(total.P99!.Value, 99, 103.9);
        Assert.Null(meter.Read(null).Slots[0].P50);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(1e9)]
    public void Very_short_and_very_long_latencies_are_counted_too(double milliseconds)
    {
        var meter = new HealthMeter(_time);
        Count(meter, milliseconds: milliseconds);

        Assert.InRange(meter.Read(null).Total.P99!.Value, 0.1, 180_000);
    }

    [Fact]
    public void Each_route_has_its_own_counts()
    {
        var meter = new HealthMeter(_time);
        Count(meter);
        Count(meter, 403, route: default(MethodName));
        Count(meter, route: new("POST", "/things"));

        Assert.Equal(["GET /things", "POST /things", "no route"], meter.Read(null).Routes.Select(route => route.Name));
        Assert.Equal((1, 0), (meter.Read("GET /things").Total.Requests, meter.Read("GET /things").Total.ClientErrors));
        Assert.Equal((1, 1), (meter.Read("no route").Total.Requests, meter.Read("no route").Total.ClientErrors));
        Assert.Equal(0, meter.Read("GET /nowhere").Total.Requests);
    }

    [Fact]
    public void The_number_of_routes_and_metrics_is_limited()
    {
        var meter = new HealthMeter(_time);
        foreach (var number in Enumerable.Range(0, 1_000))
        {
            Count(meter, route: new("GET", $"/{number}"));
            meter.Count([new EmbeddedMetric("Shop", $"Metric{number}", "Count", "", [1])]);
        }

        var report = meter.Read(null);

        Assert.Equal((HealthMeter.MaxRoutes + 1, HealthMeter.MaxMetrics), (report.Routes.Count, report.Metrics.Count));
        Assert.Equal((1_000, 900), (report.Total.Requests, meter.Read("other routes").Total.Requests));
    }

    [Fact]
    public void A_metric_has_count_sum_minimum_and_maximum_for_each_slot()
    {
        var meter = new HealthMeter(_time);
        meter.Count([new EmbeddedMetric("Shop", "Total", "None", "Route=GET /things", [2, 4.5])]);
        _time.Advance(HealthMeter.Slot);
        meter.Count([new EmbeddedMetric("Shop", "Total", "None", "Route=GET /things", [-1])]);

        var metric = Assert.Single(meter.Read(null).Metrics);

        Assert.Equal(new MetricSlot(3, 5.5, -1, 4.5), metric.Total);
        Assert.Equal([new(2, 6.5, 2, 4.5), new(1, -1, -1, -1)], metric.Slots.Skip(88));
        Assert.Equal(new MetricSlot(0, 0, null, null), metric.Slots[0]);
    }
}
