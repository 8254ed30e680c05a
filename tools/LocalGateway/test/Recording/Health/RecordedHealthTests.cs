using LocalGateway.Functions;
using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording.Health;

public sealed class RecordedHealthTests
{
    [Fact]
    public async Task Requests_that_come_too_fast_to_be_recorded_are_counted_too()
    {
        await using var gateway = await RecordedGateway.StartAsync(
            new() { Methods = [TestApi.Echo("GET", "/echo")] }, new RecorderOptions { Limit = new ThrottleLimit(0, 1) });
        foreach (var _ in Enumerable.Range(0, 5))
            await gateway.Gateway.Client.GetStringAsync("/echo");
        using var missing = await gateway.Gateway.Client.GetAsync("/nowhere");

        var report = gateway.Recorder.Health.Read(null);

        Assert.Single(gateway.Recorder.Records);
        Assert.Equal((6, 1), (report.Total.Requests, report.Total.ClientErrors));
        Assert.Equal(["GET /echo 5", "no route 1"], report.Routes.Select(route => $"{route.Name} {route.Total.Requests}"));
        Assert.True(report.Total.P50 > 0);
    }

    [Fact]
    public async Task Cache_hits_and_throttles_are_counted()
    {
        await using var gateway = await RecordedGateway.StartAsync(new()
        {
            Methods = [TestApi.Echo("GET", "/echo"), TestApi.Echo("GET", "/never")],
            CacheClusterEnabled = true,
            MethodSettings =
            [
                new() { HttpMethod = "GET", ResourcePath = "/echo", CachingEnabled = true },
                new() { HttpMethod = "GET", ResourcePath = "/never", ThrottlingRateLimit = 0, ThrottlingBurstLimit = 0 },
            ],
        });

        await gateway.SendAsync("GET", "/echo");
        await gateway.SendAsync("GET", "/echo");
        await gateway.SendAsync("GET", "/never");

        var total = gateway.Recorder.Health.Read(null).Total;
        Assert.Equal((3, 1, 1, 1), (total.Requests, total.CacheHits, total.Throttles, total.ClientErrors));
    }

    [Fact]
    public async Task The_metrics_that_a_function_emits_are_counted()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Lambda("POST", "/", nameof(MeasuringFunction))] });
        const string Line =
            """
            {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[["Route"]],"Metrics":[{"Name":"Duration","Unit":"Milliseconds"}]}]},"Route":"GET /things","Duration":12.5}
            """;

        await gateway.SendAsync("POST", "/", Line);

        var metric = Assert.Single(gateway.Recorder.Health.Read(null).Metrics);
        Assert.Equal(("Shop", "Duration", "Route=GET /things", "Milliseconds", 12.5), (metric.Namespace, metric.Name, metric.Dimensions, metric.Unit, metric.Total.Sum));
    }

    [Theory]
    [InlineData("""{"_aws":{"CloudWatchMetrics":[{"Namespace":"A","Metrics":[{"Name":"x"}]}]},"x":[1,2]}""", "A x None  1 2")]
    [InlineData("""{"_aws":{"CloudWatchMetrics":[{"Namespace":"A","Dimensions":[["d","e"],[]],"Metrics":[{"Name":"x","Unit":"Count"}]}]},"x":1,"d":"1","e":"2"}""", "A x Count d=1, e=2 1|A x Count  1")]
    [InlineData("""{"_aws":{"CloudWatchMetrics":[{"Namespace":"A","Metrics":[{"Name":"x"},{"Name":"y"},{}]}]},"x":"text"}""", "")]
    [InlineData("""{"_aws":{"CloudWatchMetrics":[1,{"Namespace":2,"Metrics":3}]}}""", "")]
    [InlineData("""{"_aws":1,"text":"\"CloudWatchMetrics\""}""", "")]
    [InlineData("""{"CloudWatchMetrics": "CloudWatchMetrics" """, "")]
    [InlineData("another line", "")]
    public void The_metrics_of_a_line_are_read_in_their_format(string line, string metrics) => Assert.Equal(
        metrics,
        string.Join('|', EmbeddedMetrics.Read(line).Select(metric =>
            $"{metric.Namespace} {metric.Name} {metric.Unit} {metric.Dimensions} {string.Join(' ', metric.Values)}")));
}
