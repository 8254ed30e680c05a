using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.Lambda;

public sealed class LambdaIntegrationTests
{
    [Fact]
    public async Task The_function_gets_the_rendered_payload_as_its_event_and_its_result_is_the_body()
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(nameof(EventEchoFunction), """{"name": $input.json('$.name'), "stage": "$context.stage"}"""));

        using var response = await PostAsync(gateway, """{"name":"Rex"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"name": "Rex", "stage": "prod"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("Root=1-", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_templates_can_read_the_id_of_the_invocation()
    {
        var mapped = Methods.Response(200) with { ResponseTemplates = Methods.Json("$context.awsEndpointRequestId") };
        await using var gateway = await TestGateway.StartAsync(Lambda(nameof(EventEchoFunction), null, mapped));

        using var response = await PostAsync(gateway, "{}");

        var invocation = await response.Content.ReadAsStringAsync();
        Assert.True(Guid.TryParseExact(invocation, "D", out _));
        var report = Assert.Single(gateway.Log.All, line => line.Contains("REPORT", StringComparison.Ordinal));
        Assert.Contains(invocation, report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_body_and_a_template_the_event_is_an_empty_object()
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(nameof(EventEchoFunction)));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_event_that_is_not_JSON_gives_400()
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(nameof(EventEchoFunction)));

        using var response = await PostAsync(gateway, "--boundary");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"message": "Could not parse request body into json"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_error_that_no_pattern_matches_gets_the_default_response_with_the_error_as_body()
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(nameof(ThrowingFunction)));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("InvalidOperationException", (string?)error["errorType"]);
        Assert.Equal("no luck for ThrowingFunction", (string?)error["errorMessage"]);
        Assert.Contains("ThrowingFunction.Handle", (string?)error["stackTrace"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no luck.*", 400)]
    [InlineData("no luck", 200)]
    [InlineData("luck.*", 200)]
    [InlineData("500", 200)]
    public async Task A_pattern_must_match_the_whole_error_message_to_select_the_response(string pattern, int status)
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(
            nameof(ThrowingFunction), null, Methods.Response(200), Methods.Response(400) with { SelectionPattern = pattern, ResponseTemplates = Methods.Json("""{"problem": $input.json('$.errorMessage')}""") }));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
            Assert.Equal("""{"problem": "no luck for ThrowingFunction"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Invalid*", "Invalid input", 200)]
    [InlineData("Invalid.*", "Invalid input", 400)]
    [InlineData(".*", "first line\\nsecond line", 200)]
    [InlineData(".*\\n.*", "first line\\nsecond line", 400)]
    [InlineData("(?s).*", "first line\\nsecond line", 400)]
    public async Task A_pattern_must_match_all_lines_of_an_error_message_and_a_dot_matches_no_line_break(
        string pattern, string message, int status)
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(
            nameof(ScriptedAuthorizer), null, Methods.Response(200), Methods.Response(400) with { SelectionPattern = pattern }));

        using var response = await PostAsync(gateway, $$"""{"authorizationToken":"throw {{message}}"}""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData(".+", 200)]
    [InlineData(".*", 400)]
    [InlineData("(Bad.*)?", 400)]
    public async Task A_successful_call_is_matched_only_by_a_pattern_that_matches_the_empty_text(string pattern, int status)
    {
        await using var gateway = await TestGateway.StartAsync(Lambda(
            nameof(EventEchoFunction), null, Methods.Response(200), Methods.Response(400) with { SelectionPattern = pattern }));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_function_timeout_is_an_error_that_a_pattern_can_match()
    {
        var method = Lambda(nameof(BlockingFunction), null, Methods.Response(200), Methods.Response(404) with { SelectionPattern = ".*Task timed out after 0\\.05 seconds" });
        var gate = Guid.NewGuid().ToString();
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [method],
            Functions = [TestApi.Function(nameof(BlockingFunction)) with { Timeout = TimeSpan.FromMilliseconds(50) }],
        });

        using var response = await PostAsync(gateway, $$$"""{"queryStringParameters":{"gate":"{{{gate}}}"}}""");
        Gates.Of(gate).SetResult();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Sandbox.Timedout", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errorType"]);
    }

    [Fact]
    public async Task The_gateway_does_not_wait_for_an_invocation_of_type_Event()
    {
        var method = Lambda(nameof(WaitingFunction), null);
        var gate = Guid.NewGuid().ToString();
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods =
            [
                method with
                {
                    Integration = (LambdaIntegration)method.Integration with
                    {
                        RequestParameters = new Dictionary<string, string> { ["integration.request.header.X-Amz-Invocation-Type"] = "'Event'" },
                    },
                },
            ],
        });

        using var response = await PostAsync(gateway, $$$"""{"queryStringParameters":{"gate":"{{{gate}}}"}}""");
        await Gates.Of(gate + "/begun").Task;
        Gates.Of(gate).SetResult();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_integration_method_other_than_POST_gives_500()
    {
        var method = Lambda(nameof(EventEchoFunction));
        await using var gateway = await TestGateway.StartAsync(method with { Integration = (LambdaIntegration)method.Integration with { HttpMethod = "GET" } });

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Binary_data_reaches_a_function_as_base64_text()
    {
        var method = Lambda(nameof(EventEchoFunction), null);
        var integration = (LambdaIntegration)method.Integration with
        {
            ContentHandling = ContentHandling.ConvertToText,
            RequestTemplates = new Dictionary<string, string> { ["image/png"] = """{"image":"$input.body"}""" },
        };
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [method with { Integration = integration }], BinaryMediaTypes = ["image/png"] });
        var content = new ByteArrayContent([0xff, 0x00]) { Headers = { ContentType = new("image/png") } };

        using var response = await gateway.Client.PostAsync("/", content);

        Assert.Equal("""{"image":"/wA="}""", await response.Content.ReadAsStringAsync());
    }

    private static ApiMethod Lambda(string function, string? template = null, params IntegrationResponse[] responses) => Methods.Of(new LambdaIntegration
    {
        Function = function,
        RequestTemplates = template is null ? new Dictionary<string, string>() : Methods.Json(template),
        Responses = responses.Length == 0 ? Methods.Default : responses,
    });

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body) =>
        gateway.Client.PostAsync("/", new StringContent(body, Encoding.UTF8, "application/json"));
}
