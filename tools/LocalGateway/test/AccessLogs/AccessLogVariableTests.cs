using System.Text;
using LocalGateway.Tests.Authorization.LambdaAuthorizers;
using LocalGateway.Tests.Integrations.DynamoDb;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.AccessLogs;

/// <summary>Each variable that only access logs have (Amazon API Gateway: "Variables for access logging").</summary>
public sealed class AccessLogVariableTests
{
    [Theory]
    [InlineData("status", "200")]
    [InlineData("responseLength", "2")]
    [InlineData("responseLatency", "[0-9]+")]
    [InlineData("integrationLatency", "[0-9]+")]
    [InlineData("integrationStatus", "200")]
    [InlineData("integrationErrorMessage", "-")]
    [InlineData("integration.status", "200")]
    [InlineData("integration.latency", "[0-9]+")]
    [InlineData("integration.error", "-")]
    [InlineData("integration.requestId", "DYNAMODBREQUEST")]
    [InlineData("integration.integrationStatus", "200")]
    [InlineData("authorizer.error", "-")]
    [InlineData("authorizer.latency", "[0-9]+")]
    [InlineData("authorizer.status", "200")]
    [InlineData("authorizer.requestId", "[0-9a-f-]{36}")]
    [InlineData("authorizer.integrationLatency", "[0-9]+")]
    [InlineData("authorizer.integrationStatus", "200")]
    [InlineData("authorizer.principalId", "me")]
    [InlineData("authenticate.error", "-")]
    [InlineData("authenticate.latency", "-")]
    [InlineData("authenticate.status", "-")]
    [InlineData("authorize.error", "-")]
    [InlineData("authorize.latency", "-")]
    [InlineData("authorize.status", "-")]
    [InlineData("waf.error", "-")]
    [InlineData("waf.latency", "-")]
    [InlineData("waf.status", "-")]
    [InlineData("customDomain.basePathMatched", "-")]
    [InlineData("xrayTraceId", "1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("resourcePath", "/")]
    [InlineData("error.message", "-")]
    [InlineData("error.messageString", "-")]
    [InlineData("error.responseType", "-")]
    [InlineData("error.validationErrorString", "-")]
    public async Task An_access_log_variable_has_its_value(string variable, string pattern) =>
        Assert.Matches($"^{pattern}$", await LoggedAsync($"$context.{variable}"));

    [Theory]
    [InlineData("error.message", "Invalid request body")]
    [InlineData("error.messageString", "\"Invalid request body\"")]
    [InlineData("error.responseType", "BAD_REQUEST_BODY")]
    [InlineData("error.validationErrorString", """[object has missing required properties (["name"])]""")]
    [InlineData("status", "400")]
    [InlineData("integration.status", "-")]
    public async Task A_refused_request_has_error_variables_and_no_integration_status(string variable, string value) =>
        Assert.Equal(value, await LoggedAsync($"$context.{variable}", """{"type":"object","required":["name"]}"""));

    [Theory]
    [InlineData("""{"agent":"$context.identity.userAgent"}""", """{"agent":"the "best" one"}""")]
    [InlineData("""<agent id="$context.identity.userAgent">$context.status</agent>""", """<agent id="the "best" one">200</agent>""")]
    [InlineData("$context.identity.userAgent,$context.httpMethod", "the \"best\" one,POST")]
    public async Task Values_are_written_into_JSON_XML_and_CSV_formats_without_escaping(string format, string line) =>
        Assert.Equal(line, await LoggedAsync(format));

    private static async Task<string> LoggedAsync(string format, string? model = null)
    {
        var lines = new LogLines();
        await using var server = await DynamoDbApi.ServerAsync();
        await using var gateway = await new DynamoDbApi().StartAsync(
            server.Origin,
            api => api with
            {
                Methods =
                [
                    api.Methods[0] with
                    {
                        Authorizer = TestAuthorizer.Token.Name,
                        ValidateRequestBody = model is not null,
                        RequestModels = new Dictionary<string, string> { ["application/json"] = "Model" },
                    },
                ],
                Authorizers = [TestAuthorizer.Token],
                Models = $$"""{"Model":{{model ?? "{}"}}}""",
                AccessLogFormat = $"{format} $context.requestId",
            },
            options => options with { AccessLog = lines });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", TestAuthorizer.Result(TestAuthorizer.AllowThis));
        request.Headers.TryAddWithoutValidation("User-Agent", "the \"best\" one");
        request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793");

        using var response = await gateway.Client.SendAsync(request);

        var line = await lines.WaitForAsync(_ => true);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));
        Assert.EndsWith($" {id}", line, StringComparison.Ordinal);
        return line[..^(id.Length + 1)];
    }
}
