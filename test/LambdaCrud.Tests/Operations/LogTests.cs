using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Operations;

public partial class LogTests
{
    /// <summary>
    /// The variables that the access log may contain. The service creates their values, or they have few values. None can contain a
    /// quotation mark or a backslash, so a client cannot make a line invalid JSON. None identifies the client.
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
    public void Every_log_group_keeps_logs_for_the_days_in_LogRetentionDays()
    {
        Assert.Equal(["FunctionLogs", "AccessLog"], Template.ResourcesOf("AWS::Logs::LogGroup").Select(group => group.Key));
        Assert.Every(
            Template.ResourcesOf("AWS::Logs::LogGroup"),
            group => Assert.Equal("<LogRetentionDays>", Template.Text(group.Value["Properties"]!["RetentionInDays"])));
    }

    [Fact]
    public void All_functions_log_in_JSON_at_the_level_in_LogLevel_into_one_log_group()
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
    public void Requests_are_traced_in_the_stage_and_in_the_functions()
    {
        Assert.True((bool?)Api["TracingEnabled"]);
        Assert.Equal("Active", (string?)Global["Tracing"]);
        Assert.Every(Template.ResourcesOf("AWS::Serverless::Function"), function => Assert.Null(function.Value["Properties"]!["Tracing"]));
    }

    [Fact]
    public void An_entry_of_the_access_log_is_one_line_with_a_JSON_object_of_strings()
    {
        var line = Variable().Replace(AccessLogFormat, "-");

        Assert.Lacks("\n", line, StringComparison.Ordinal);
        Assert.Every(JsonNode.Parse(line)!.AsObject(), member => Assert.Equal("-", (string?)member.Value));
    }

    [Fact]
    public void The_access_log_contains_only_values_that_cannot_break_it_or_identify_a_client() =>
        Assert.Equal(SafeVariables, Variable().Matches(AccessLogFormat).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_access_log_starts_after_API_Gateway_has_the_right_to_write_to_its_log_group()
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
    public void The_log_role_of_the_account_is_kept_when_the_stack_is_deleted(string id)
    {
        Assert.Equal("Retain", (string?)Template.AllResources[id]!["DeletionPolicy"]);
        Assert.Equal("Retain", (string?)Template.AllResources[id]!["UpdateReplacePolicy"]);
    }

    [Fact]
    public void Throttled_requests_are_counted_from_the_access_log()
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
    public void The_API_and_its_definition_have_the_same_name()
    {
        Assert.Equal("<AWS::StackName>", Template.Text(Api["Name"]));
        Assert.Equal("<AWS::StackName>", Template.Text(Api["DefinitionBody"]!["info"]!["title"]));
    }

    [GeneratedRegex(@"\$context\.([A-Za-z.]+)")]
    private static partial Regex Variable();
}
