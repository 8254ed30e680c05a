using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Operations;

public partial class LogTests
{
    /// <summary>
    /// The variables that the access log may contain. The service creates each, or it has few values. None can hold a quotation mark or a
    /// backslash, so a line is JSON whatever a client sends. None identifies the client.
    /// </summary>
    private static readonly string[] SafeVariables =
    [
        "authorizer.latency", "authorizer.status", "error.responseType", "extendedRequestId", "httpMethod", "identity.apiKeyId",
        "integration.integrationStatus", "integration.latency", "integration.requestId", "integration.status", "requestId", "requestTime",
        "resourcePath", "responseLatency", "responseLength", "status",
    ];

    private static JsonNode Api => Template.AllResources["AnnotationsRestApi"]!["Properties"]!;

    private static JsonNode Global => Template.Root["Globals"]!["Function"]!;

    private static string AccessLogFormat => Template.Text(Api["AccessLogSetting"]!["Format"]);

    [Fact]
    public void Every_log_group_forgets_after_the_days_of_the_parameter()
    {
        Assert.Equal(["FunctionLogs", "AccessLog"], Template.ResourcesOf("AWS::Logs::LogGroup").Select(group => group.Key));
        Assert.Every(
            Template.ResourcesOf("AWS::Logs::LogGroup"),
            group => Assert.Equal("<LogRetentionDays>", Template.Text(group.Value["Properties"]!["RetentionInDays"])));
    }

    [Fact]
    public void All_functions_log_in_JSON_from_the_level_of_the_parameter_on_into_the_one_group()
    {
        Assert.Equal(
            """{"LogFormat":"JSON","ApplicationLogLevel":{"Ref":"LogLevel"},"LogGroup":{"Ref":"FunctionLogs"}}""",
            Global["LoggingConfig"]!.ToJsonString());
        Assert.Equal(
            ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"],
            Template.Root["Parameters"]!["LogLevel"]!["AllowedValues"]!.AsArray().Select(level => (string)level!));
        Assert.Every(
            Template.ResourcesOf("AWS::Serverless::Function"), function => Assert.Null(function.Value["Properties"]!["LoggingConfig"]));
    }

    [Fact]
    public void Requests_are_traced_from_the_stage_into_the_functions()
    {
        Assert.True((bool?)Api["TracingEnabled"]);
        Assert.Equal("Active", (string?)Global["Tracing"]);
        Assert.Every(Template.ResourcesOf("AWS::Serverless::Function"), function => Assert.Null(function.Value["Properties"]!["Tracing"]));
    }

    [Fact]
    public void The_access_log_is_an_object_of_texts_in_one_line()
    {
        var line = Variable().Replace(AccessLogFormat, "-");

        Assert.Lacks("\n", line, StringComparison.Ordinal);
        Assert.Every(JsonNode.Parse(line)!.AsObject(), member => Assert.Equal("-", (string?)member.Value));
    }

    [Fact]
    public void The_access_log_holds_nothing_that_a_client_could_break_it_with_or_be_known_by() =>
        Assert.Equal(SafeVariables, Variable().Matches(AccessLogFormat).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_access_log_goes_to_its_group_once_API_Gateway_may_write_there()
    {
        Assert.Equal("<AccessLog.Arn>", Template.Text(Api["AccessLogSetting"]!["DestinationArn"]));
        Assert.Equal(
            """{"Fn::If":["CreatesApiGatewayLogRole",{"Ref":"ApiGatewayAccount"},"made by another stack"]}""",
            Template.AllResources["AnnotationsRestApi"]!["Metadata"]!["AfterTheRightToWriteLogs"]!.ToJsonString());
        Assert.Equal(
            "<ApiGatewayLogRole.Arn>", Template.Text(Template.AllResources["ApiGatewayAccount"]!["Properties"]!["CloudWatchRoleArn"]));
    }

    /// <summary>Other APIs of the account write their logs with the same role.</summary>
    [Theory]
    [InlineData("ApiGatewayAccount")]
    [InlineData("ApiGatewayLogRole")]
    public void What_belongs_to_the_account_outlives_the_stack(string id)
    {
        Assert.Equal("Retain", (string?)Template.AllResources[id]!["DeletionPolicy"]);
        Assert.Equal("Retain", (string?)Template.AllResources[id]!["UpdateReplacePolicy"]);
    }

    [Fact]
    public void Throttled_requests_are_counted_from_what_the_access_log_says()
    {
        var filter = Template.AllResources["ThrottledRequests"]!["Properties"]!;
        var written = Assert.Single(filter["MetricTransformations"]!.AsArray())!;

        Assert.Equal("<AccessLog>", Template.Text(filter["LogGroupName"]));
        Assert.Equal("""{ $.errorType = "THROTTLED" }""", (string?)filter["FilterPattern"]);
        Assert.Contains("\"errorType\":\"$context.error.responseType\"", AccessLogFormat, StringComparison.Ordinal);
        Assert.Equal(Template.Text(Global["Environment"]!["Variables"]!["METRICS_NAMESPACE"]), Template.Text(written["MetricNamespace"]));
    }

    /// <summary>The name is the dimension of the alarms. An imported definition has its own name.</summary>
    [Fact]
    public void The_API_has_one_name()
    {
        Assert.Equal("<AWS::StackName>", Template.Text(Api["Name"]));
        Assert.Equal("<AWS::StackName>", Template.Text(Api["DefinitionBody"]!["info"]!["title"]));
    }

    [GeneratedRegex(@"\$context\.([A-Za-z.]+)")]
    private static partial Regex Variable();
}
