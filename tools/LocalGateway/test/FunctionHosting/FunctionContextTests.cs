using System.Globalization;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class FunctionContextTests
{
    [Fact]
    public async Task A_constructor_sees_exactly_the_variables_of_its_function()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods = [TestApi.Lambda("GET", "/red", "Red"), TestApi.Lambda("GET", "/blue", "Blue")],
                Functions =
                [
                    Variables("Red") with { Environment = new Dictionary<string, string> { ["COLOR"] = "red", ["OTHER"] = "yes" } },
                    Variables("Blue") with { MemorySize = 512, Environment = new Dictionary<string, string> { ["COLOR"] = "blue", ["AWS_ENDPOINT_URL_DYNAMODB"] = "weaker" } },
                ],
            },
            options => options with
            {
                Deployment = options.Deployment with { Region = "eu-central-1" },
                FunctionVariables = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:8000" },
            });

        var red = await gateway.Client.GetStringAsync("/red");
        var blue = await gateway.Client.GetStringAsync("/blue");

        Assert.Equal(
            """
            COLOR=red
            OTHER=yes
            AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000
            AWS_LAMBDA_FUNCTION_NAME=Red
            AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128
            AWS_LAMBDA_FUNCTION_VERSION=$LATEST
            AWS_REGION=eu-central-1
            AWS_EXECUTION_ENV=AWS_Lambda_dotnet10
            _HANDLER=LocalGateway.Tests::LocalGateway.Tests.Functions.VariablesFunction::Handle
            """,
            red);
        Assert.StartsWith("COLOR=blue\nOTHER=(none)\nAWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000\nAWS_LAMBDA_FUNCTION_NAME=Blue\nAWS_LAMBDA_FUNCTION_MEMORY_SIZE=512\n", blue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_can_still_read_the_variables_of_its_function()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", nameof(LateVariableFunction))],
            Functions = [TestApi.Function(nameof(LateVariableFunction)) with { Environment = new Dictionary<string, string> { ["LATE_COLOR"] = "green" } }],
        });

        Assert.Equal("green", await gateway.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task The_context_has_the_name_ARN_log_group_memory_and_remaining_time_of_the_function()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods = [TestApi.Lambda("GET", "/", nameof(ContextFunction))],
                Functions = [TestApi.Function(nameof(ContextFunction)) with { FunctionName = "shop-context", MemorySize = 256, Timeout = TimeSpan.FromSeconds(20) }],
            },
            options => options with { TimeProvider = new FixedTime(new(2026, 7, 22, 12, 0, 0, TimeSpan.Zero)) });

        using var response = await gateway.Client.GetAsync("/");

        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        Assert.True(Guid.TryParseExact(lines[0], "D", out _));
        Assert.Equal("shop-context", lines[1]);
        Assert.Equal("$LATEST", lines[2]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:shop-context", lines[3]);
        Assert.Equal("/aws/lambda/shop-context", lines[4]);
        Assert.Matches(@"^2026/07/22/\[\$LATEST\][0-9a-f]{32}$", lines[5]);
        Assert.Equal("256", lines[6]);
        Assert.InRange(double.Parse(lines[7], CultureInfo.InvariantCulture), 1, 20);
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")), lines[8]);
    }

    [Fact]
    public async Task Log_lines_begin_with_function_and_request_id_and_named_placeholders_are_filled()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(LoggingFunction)));

        var requestId = await gateway.Client.GetStringAsync("/");

        var prefix = $"[LoggingFunction] {requestId} ";
        Assert.Contains(prefix + "a line", gateway.Log.All);
        Assert.Contains(prefix + "info Order 42 costs 9.50 of {all} {Missing}", gateway.Log.All);
        Assert.Lacks(gateway.Log.All, line => line.Contains("not seen", StringComparison.Ordinal));
        Assert.Contains(gateway.Log.All, line => line.StartsWith($"{prefix}fail Failed badly{Environment.NewLine}System.InvalidOperationException: with stack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_level_variable_switches_debug_lines_on()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", nameof(LoggingFunction))],
            Functions = [TestApi.Function(nameof(LoggingFunction)) with { Environment = new Dictionary<string, string> { ["AWS_LAMBDA_HANDLER_LOG_LEVEL"] = "debug" } }],
        });

        await gateway.Client.GetStringAsync("/");

        Assert.Contains(gateway.Log.All, line => line.EndsWith("dbug not seen by default", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_invocation_ends_with_a_REPORT_line()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(LoggingFunction)));

        var first = await gateway.Client.GetStringAsync("/");
        var second = await gateway.Client.GetStringAsync("/");

        var reports = gateway.Log.All.Where(line => line.Contains("REPORT", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, reports.Count);
        const string Report = "REPORT Duration: [0-9.]+ ms Memory Size: 128 MB Process Heap: [0-9]+ MB";
        Assert.Matches($@"^\[LoggingFunction\] {first} {Report} Init Duration: [0-9.]+ ms$", reports[0]);
        Assert.Matches($@"^\[LoggingFunction\] {second} {Report}$", reports[1]);
    }

    [Fact]
    public async Task Each_request_ends_with_a_line_that_says_what_answered()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/things/{id}"));

        using var found = await gateway.Client.GetAsync("/things/7?secret=1");
        using var unknown = await gateway.Client.GetAsync("/nothing");

        var lines = gateway.Log.All;
        Assert.Matches(@"^GET /things/7 200 function EchoFunction [0-9.]+ ms [0-9a-f-]{36}$", lines[^2]);
        Assert.Matches(@"^GET /nothing 403 route [0-9.]+ ms [0-9a-f-]{36}: the API has no such path$", lines[^1]);
        Assert.Lacks(lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private static LocalGateway.Model.LambdaFunction Variables(string name) =>
        TestApi.Function(nameof(VariablesFunction)) with { LogicalId = name, FunctionName = name };
}
