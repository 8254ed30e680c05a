using System.Globalization;
using LocalGateway.Model;
using LocalGateway.Tests.Support;
using LocalGateway.UsagePlans;

namespace LocalGateway.Tests.UsagePlans;

public sealed class QuotaTests
{
    private const string LimitExceeded = """{"message":"Limit Exceeded"}""";

    [Fact]
    public async Task A_request_over_the_quota_gets_429_Limit_Exceeded_until_the_period_ends()
    {
        var time = new ManualTime();
        await using var gateway = await TestPlan.StartAsync(TestPlan.Plan with { Quota = new(2, QuotaPeriod.Day, 0) }, time);

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync("/").HasStatusAsync(200);
        await gateway.SendWithKeyAsync().IsRefusedAsync(429, LimitExceeded, "LimitExceededException");
        time.Advance(TimeSpan.FromDays(1));
        await gateway.SendWithKeyAsync().HasStatusAsync(200);
    }

    [Fact]
    public async Task Each_key_has_its_own_quota()
    {
        await using var gateway = await TestPlan.StartAsync(TestPlan.Plan with { Quota = new(1, QuotaPeriod.Day, 0) }, new ManualTime());

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync().HasStatusAsync(429);
        await gateway.SendWithKeyAsync(value: TestPlan.OtherValue).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_request_to_a_method_that_requires_no_key_does_not_count_for_the_quota()
    {
        await using var gateway = await TestPlan.StartAsync(TestPlan.Plan with { Quota = new(1, QuotaPeriod.Day, 0) }, new ManualTime());

        await gateway.SendWithKeyAsync("/open").HasStatusAsync(200);
        await gateway.SendWithKeyAsync().HasStatusAsync(200);
    }

    [Fact]
    public async Task A_request_that_the_throttle_refuses_does_not_count_for_the_quota()
    {
        var time = new ManualTime();
        await using var gateway = await TestPlan.StartAsync(
            TestPlan.Plan with { Quota = new(2, QuotaPeriod.Day, 0), Throttle = new(1, 1) }, time);

        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        await gateway.SendWithKeyAsync().IsRefusedAsync(429, """{"message":"Too Many Requests"}""", "TooManyRequestsException");
        time.Advance(TimeSpan.FromSeconds(1));
        await gateway.SendWithKeyAsync().HasStatusAsync(200);
        time.Advance(TimeSpan.FromSeconds(1));
        await gateway.SendWithKeyAsync().IsRefusedAsync(429, LimitExceeded, "LimitExceededException");
    }

    [Theory]
    [InlineData(QuotaPeriod.Day, "2026-03-04T00:00:00Z", "2026-03-04T23:59:59Z", "2026-03-05T00:00:00Z")]
    [InlineData(QuotaPeriod.Week, "2026-03-01T00:00:00Z", "2026-03-07T23:59:59Z", "2026-03-08T00:00:00Z")]
    [InlineData(QuotaPeriod.Month, "2026-02-01T00:00:00Z", "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z")]
    [InlineData(QuotaPeriod.Month, "2026-12-31T23:59:58Z", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z")]
    public void Quota_periods_are_days_weeks_from_Sunday_and_months_in_UTC(QuotaPeriod period, string first, string last, string next)
    {
        var start = Parse(first);
        var time = new ManualTime(start);
        var counter = new QuotaCounter(new(1, period, 0), time);

        Assert.True(counter.TryTake());
        time.Advance(Parse(last) - start);
        Assert.False(counter.TryTake());
        time.Advance(Parse(next) - Parse(last));
        Assert.True(counter.TryTake());
        Assert.False(counter.TryTake());
    }

    [Fact]
    public void The_offset_reduces_the_quota_of_the_first_period_only()
    {
        var time = new ManualTime();
        var counter = new QuotaCounter(new(3, QuotaPeriod.Day, 2), time);

        Assert.Equal([true, false], [counter.TryTake(), counter.TryTake()]);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([true, true, true, false], [counter.TryTake(), counter.TryTake(), counter.TryTake(), counter.TryTake()]);
    }

    private static DateTimeOffset Parse(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
