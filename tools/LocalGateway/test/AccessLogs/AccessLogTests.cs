using System.Text;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Integrations.DynamoDb;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.AccessLogs;

public sealed class AccessLogTests
{
    [Fact]
    public async Task Each_request_writes_one_line_in_the_common_log_format()
    {
        const string format = "$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"
            + "\"$context.httpMethod $context.resourcePath $context.protocol\" $context.status $context.responseLength $context.requestId";
        var time = new FixedTime(new(2026, 3, 4, 12, 30, 0, TimeSpan.Zero));
        var (gateway, lines) = await StartAsync(format, [Methods.Mock("12345")], options => options with { TimeProvider = time });
        await using var _ = gateway;

        using var response = await gateway.Client.PostAsync("/", null);

        var line = await lines.WaitForAsync(_ => true);
        Assert.Equal($"127.0.0.1 - - [04/Mar/2026:12:30:00 +0000]\"POST / HTTP/1.1\" 200 5 {Assert.Single(response.Headers.GetValues("x-amzn-RequestId"))}", line);
    }

    [Fact]
    public async Task The_log_has_the_latency_of_the_integration_and_of_the_whole_response()
    {
        var time = new ManualTime();
        await using var server = await RecordingServer.StartAsync(_ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(120.7));
            return Task.FromResult(new ServerReply(404, "{}"));
        });
        var (gateway, lines) = await StartAsync(
            "$context.requestId,$context.integrationLatency,$context.integration.latency,$context.responseLatency,"
            + "$context.integrationStatus,$context.integration.status,$context.integration.integrationStatus,$context.status",
            [Methods.Of(new HttpIntegration { Uri = server.Origin, HttpMethod = "POST", Responses = Methods.Default })],
            options => options with { TimeProvider = time });
        await using var _ = gateway;

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.EndsWith(",120,120,120,404,404,404,200", await lines.WaitForAsync(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_the_status_of_a_proxied_function_and_the_status_of_the_Lambda_service()
    {
        var (gateway, lines) = await StartAsync(
            "$context.requestId,$context.integration.requestId,$context.integration.status,$context.integrationStatus,$context.status",
            [TestApi.Scripted()]);
        await using var _ = gateway;

        using var response = await gateway.ReturnAsync("""{"statusCode":404}""");

        var line = await lines.WaitForAsync(_ => true);
        var invocation = line.Split(',')[1];
        Assert.EndsWith($",{invocation},404,200,404", line, StringComparison.Ordinal);
        var report = Assert.Single(gateway.Log.All, entry => entry.Contains("REPORT", StringComparison.Ordinal));
        Assert.Contains(invocation, report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_the_request_id_that_DynamoDB_returns()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        var lines = new LogLines();
        await using var gateway = await new DynamoDbApi().StartAsync(
            server.Origin,
            api => api with { AccessLogFormat = "$context.requestId,$context.integration.requestId,$context.awsEndpointRequestId" },
            options => options with { AccessLog = lines });

        using var response = await gateway.Client.PostAsync("/", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.EndsWith(",DYNAMODBREQUEST,DYNAMODBREQUEST", await lines.WaitForAsync(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_variable_or_a_variable_without_a_value_is_logged_as_a_hyphen()
    {
        var (gateway, lines) = await StartAsync(
            "$context.requestId|$context.nonsense|$context.authorizer.principalId|$context.error.message|$context.waf.status|$context.customDomain.basePathMatched"
            + "|$context.authorize.latency|$context.authenticate.error|$context.integrationErrorMessage|$stageVariables.x",
            [Methods.Mock(null)]);
        await using var _ = gateway;

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.EndsWith("|-|-|-|-|-|-|-|-|-", await lines.WaitForAsync(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_is_logged_with_its_error()
    {
        var (gateway, lines) = await StartAsync(
            "$context.requestId;$context.status;$context.error.message;$context.error.messageString;$context.error.responseType;$context.resourcePath;$context.integrationLatency",
            [Methods.Mock(null)]);
        await using var _ = gateway;

        using var response = await gateway.Client.GetAsync("/unknown");

        Assert.EndsWith(
            ";403;Missing Authentication Token;\"Missing Authentication Token\";MISSING_AUTHENTICATION_TOKEN;-;-",
            await lines.WaitForAsync(_ => true),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_integration_is_logged_with_its_error_message()
    {
        var (gateway, lines) = await StartAsync(
            "$context.requestId;$context.status;$context.integrationErrorMessage;$context.integration.error",
            [Methods.Of(new HttpIntegration { Uri = await RecordingServer.VacantOriginAsync(), HttpMethod = "POST", Responses = Methods.Default })]);
        await using var _ = gateway;

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.EndsWith(";504;Network error communicating with endpoint;Network error communicating with endpoint", await lines.WaitForAsync(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_by_an_authorizer_is_logged_with_status_and_error()
    {
        var method = TestApi.Echo("GET", "/") with { Authorizer = "Lambda" };
        var lines = new LogLines();
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods = [method],
                Authorizers = [new LambdaAuthorizer { Name = "Lambda", Function = nameof(EchoFunction), Type = LambdaAuthorizerType.Token, IdentitySources = ["method.request.header.Authorization"] }],
                AccessLogFormat = "$context.requestId;$context.authorizer.status;$context.authorizer.error;$context.status",
            },
            options => options with { AccessLog = lines });

        using var response = await gateway.Client.GetAsync("/");

        Assert.EndsWith(";401;Unauthorized;401", await lines.WaitForAsync(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_log_lines_go_to_the_gateway_log_when_no_access_log_writer_is_set()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [Methods.Mock(null)], AccessLogFormat = "access $context.requestId\n" });

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(
            $"access {Assert.Single(response.Headers.GetValues("x-amzn-RequestId"))}",
            await gateway.Log.WaitForAsync(line => line.StartsWith("access", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_line_break_in_a_claim_does_not_start_a_new_access_log_line()
    {
        using var keys = new PoolKeyFolder();
        var lines = new LogLines();
        await using var gateway = await TestGateway.StartAsync(
            new TestApi
            {
                Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Users" }],
                Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
                UserPools = [TestPool.Pool],
                AccessLogFormat = "$context.requestId $context.authorizer.claims.cognito:username",
            },
            options => options with { AccessLog = lines, DataFolder = keys.Path });
        var token = UserPoolTokens.Open(TestPool.Pool, keys.Path).IdToken(new("one\nforged line"));

        using var response = await gateway.SendAsync("GET", "/", ("Authorization", token));

        Assert.EndsWith(" one forged line", await lines.WaitForAsync(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_log_format_with_several_lines_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => StartAsync("$context.requestId\n$context.status", [Methods.Mock(null)]));

        Assert.Equal("TestApi: the format of the access log must be a single line.", exception.Message);
    }

    private static async Task<(TestGateway Gateway, LogLines Lines)> StartAsync(
        string format, IReadOnlyList<ApiMethod> methods, Func<GatewayOptions, GatewayOptions>? configure = null)
    {
        var lines = new LogLines();
        var gateway = await TestGateway.StartAsync(
            new TestApi { Methods = methods, AccessLogFormat = format },
            options => (configure?.Invoke(options) ?? options) with { AccessLog = lines });
        return (gateway, lines);
    }
}
