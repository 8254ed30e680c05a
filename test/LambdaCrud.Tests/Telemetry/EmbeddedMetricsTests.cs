using System.Text.Json.Nodes;
using LambdaCrud.Http;
using LambdaCrud.Products;
using LambdaCrud.Telemetry;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Telemetry;

public class EmbeddedMetricsTests
{
    private static readonly StillTime Time = new(new DateTimeOffset(2026, 12, 1, 10, 20, 30, 456, TimeSpan.Zero));

    private readonly EmbeddedMetrics _metrics = new("LambdaCrud/shop", "WARN", Time);

    private static RequestOutcome Outcome(Reply reply, string route = "POST /orders") => new()
    {
        Route = route,
        CorrelationId = "order-7",
        Status = reply.Status,
        Code = reply.Problem?.Code,
        Counted = reply.Counted,
        Duration = TimeSpan.FromMilliseconds(12.34),
        Subject = "the-subject",
    };

    [Fact]
    public void The_metrics_line_has_CloudWatchs_embedded_metric_format() =>
        Assert.Equal(
            JsonNode.Parse("""
            {
              "timestamp": "2026-12-01T10:20:30.456Z",
              "level": "WARN",
              "_aws": {
                "Timestamp": 1796120430456,
                "CloudWatchMetrics": [
                  {
                    "Namespace": "LambdaCrud/shop",
                    "Dimensions": [["Route"]],
                    "Metrics": [{ "Name": "Duration", "Unit": "Milliseconds" }, { "Name": "ColdStart", "Unit": "Count" }]
                  },
                  { "Namespace": "LambdaCrud/shop", "Dimensions": [["Code"]], "Metrics": [{ "Name": "Problems", "Unit": "Count" }] }
                ]
              },
              "Route": "POST /orders",
              "Duration": 12.3,
              "ColdStart": 1,
              "Code": "not-found",
              "Problems": 1
            }
            """),
            JsonNode.Parse(_metrics.LineFor(Outcome(ProblemTypes.NotFound.ToReply()), isColdStart: true)),
            JsonNode.DeepEquals);

    [Fact]
    public void The_metrics_of_a_placed_order_are_duration_cold_start_and_OrdersPlaced()
    {
        var document = EmfDocument.Parse(_metrics.LineFor(Outcome(new Reply(201).Counting(BusinessMetric.OrdersPlaced)), isColdStart: false));

        Assert.Equal(Time.Now, document.Time);
        Assert.Equal(
            [
                "LambdaCrud/shop Duration{Route=POST /orders}=12.3 Milliseconds",
                "LambdaCrud/shop ColdStart{Route=POST /orders}=0 Count",
                "LambdaCrud/shop OrdersPlaced{Route=POST /orders}=1 Count",
            ],
            document.Values);
    }

    [Fact]
    public void An_order_without_enough_stock_counts_as_OutOfStock_and_as_a_problem()
    {
        var reply = ProductProblems.InsufficientStock.ToReply().Counting(BusinessMetric.OutOfStock);

        var document = EmfDocument.Parse(_metrics.LineFor(Outcome(reply), isColdStart: false));

        Assert.Equal(
            ["LambdaCrud/shop OutOfStock{Route=POST /orders}=1 Count", "LambdaCrud/shop Problems{Code=insufficient-stock}=1 Count"],
            document.Values.Skip(2));
    }

    public static TheoryData<string> Codes => [.. Declared.Problems.Select(type => type.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_metrics_of_every_problem_type_follow_the_specification(string code)
    {
        var problem = Declared.Problems.Single(type => type.Code == code).ToReply();

        Assert.Equal(3, EmfDocument.Parse(_metrics.LineFor(Outcome(problem), isColdStart: true)).Values.Count);
    }

    [Fact]
    public void The_metrics_of_every_route_follow_the_specification() =>
        Assert.Every(Template.Routes, route => EmfDocument.Parse(_metrics.LineFor(Outcome(new Reply(200), route), isColdStart: false)));

    [Fact]
    public void No_metric_of_a_request_is_counted_twice()
    {
        var reply = ProductProblems.InsufficientStock.ToReply().Counting(BusinessMetric.OutOfStock);

        var metrics = EmfDocument.Parse(_metrics.LineFor(Outcome(reply), isColdStart: true)).Values;

        Assert.Equal(metrics.Count, metrics.Distinct().Count());
    }

    [Fact]
    public void The_metrics_line_has_only_the_documented_members()
    {
        var document = JsonNode.Parse(_metrics.LineFor(Outcome(ProblemTypes.NotFound.ToReply("a detail")), isColdStart: true))!.AsObject();

        Assert.Equal(
            ["timestamp", "level", "_aws", "Route", "Duration", "ColdStart", "Code", "Problems"], document.Select(member => member.Key));
    }
}
