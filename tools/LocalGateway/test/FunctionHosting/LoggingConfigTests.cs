using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;
using LocalGateway.Tests.Template;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class LoggingConfigTests
{
    [Theory]
    [InlineData("DEBUG", "info", "dbug", "fail")]
    [InlineData("INFO", "info", "fail")]
    [InlineData("WARN", "fail")]
    [InlineData("ERROR", "fail")]
    [InlineData("FATAL")]
    public async Task The_application_log_level_decides_which_lines_are_written(string level, params string[] written)
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", nameof(LoggingFunction))],
            Functions = [TestApi.Function(nameof(LoggingFunction)) with { LogLevel = level }],
        });

        var requestId = await gateway.Client.GetStringAsync("/");

        Assert.Equal(
            written,
            gateway.Log.All
                .Where(line => line.StartsWith($"[LoggingFunction] {requestId} ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[2])
                .Where(word => word is "dbug" or "info" or "fail"));
    }

    [Fact]
    public async Task The_context_has_the_log_group_of_the_template()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", nameof(ContextFunction))],
            Functions = [TestApi.Function(nameof(ContextFunction)) with { LogGroup = "/shop/functions" }],
        });

        Assert.Equal("/shop/functions", (await gateway.Client.GetStringAsync("/")).Split('\n')[4]);
    }

    [Fact]
    public async Task Metrics_lines_are_shortened_and_other_raw_lines_are_logged_unchanged()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(MetricsFunction)));

        var requestId = await gateway.Client.GetStringAsync("/");

        var prefix = $"[MetricsFunction] {requestId} ";
        Assert.Equal(
            [
                prefix + "metrics Shop: Route=GET /things Duration=12.5",
                prefix + """{"_aws":{"CloudWatchMetrics":[]},"Duration":1}""",
                prefix + """{"CloudWatchMetrics":""",
                prefix + "plain",
            ],
            gateway.Log.All
                .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
                .Where(line => line[prefix.Length..].Split(' ')[0] is not ("INIT" or "REPORT")));
    }

    [Fact]
    public void LoggingConfig_is_read_from_the_template()
    {
        var function = Templates.Read(Function("{ LogFormat: JSON, ApplicationLogLevel: WARN, SystemLogLevel: INFO, LogGroup: !Ref Logs }"));

        Assert.Equal(("WARN", "/shop"), (function.Functions["F"].LogLevel, function.Functions["F"].LogGroup));
        Assert.Equal(["F.LoggingConfig.SystemLogLevel", "Logs (AWS::Logs::LogGroup)"], function.IgnoredLocally);
    }

    [Theory]
    [InlineData(
        "{ LogFormat: JSON, ApplicationLogLevel: Warning }",
        "ApplicationLogLevel: must be TRACE, DEBUG, INFO, WARN, ERROR, FATAL, not 'Warning'")]
    [InlineData("{ ApplicationLogLevel: WARN }", "ApplicationLogLevel: needs the LogFormat JSON")]
    [InlineData("{ LogFormat: json }", "LogFormat: must be JSON or Text, not 'json'")]
    [InlineData("{ LogLevel: INFO }", "LogLevel: not supported")]
    public void A_LoggingConfig_that_Lambda_refuses_stops_the_start(string logging, string finding) =>
        Assert.Equal([$"F.Properties.LoggingConfig.{finding}"], Templates.Refused(Function(logging)));

    private static string Function(string logging) => $$"""
        {{Templates.Sam}}Resources:
          Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /shop } }
          F:
            Type: AWS::Serverless::Function
            Properties: { Runtime: dotnet10, Handler: A::B::C, CodeUri: src, LoggingConfig: {{logging}} }
        """;
}
