using System.Net;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.GatewayResponses;

public sealed class GatewayResponseTests
{
    [Fact]
    public async Task DEFAULT_4XX_gives_status_headers_and_body_to_each_4xx_type_without_its_own_response()
    {
        await using var gateway = await StartAsync("DEFAULT_4XX", new()
        {
            StatusCode = 418,
            Parameters = new Dictionary<string, string> { ["gatewayresponse.header.Access-Control-Allow-Origin"] = "'*'" },
            Templates = new Dictionary<string, string> { ["application/problem+json"] = """{"code":"$context.error.responseType"}""" },
        });

        using var response = await gateway.Client.GetAsync("/unknown");

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"code":"MISSING_AUTHENTICATION_TOKEN"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task DEFAULT_5XX_without_a_status_keeps_the_status_of_each_error()
    {
        await using var gateway = await StartAsync("DEFAULT_5XX", new() { Templates = Json("$context.error.responseType") });

        using var response = await gateway.ReturnAsync("no proxy response");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("INTEGRATION_FAILURE", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_specific_gateway_response_takes_nothing_from_the_default()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Scripted()],
            GatewayResponses = new Dictionary<string, CustomGatewayResponse>
            {
                ["DEFAULT_4XX"] = new() { StatusCode = 418, Parameters = Header("X-Default", "'yes'"), Templates = Json("default") },
                ["MISSING_AUTHENTICATION_TOKEN"] = new() { Parameters = Header("X-Own", "'yes'") },
            },
        });

        using var response = await gateway.Client.GetAsync("/unknown");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("X-Default"));
        Assert.Equal("yes", Assert.Single(response.Headers.GetValues("X-Own")));
    }

    [Theory]
    [InlineData("$context.error.message", "Missing Authentication Token")]
    [InlineData("$context.error.messageString", "\"Missing Authentication Token\"")]
    [InlineData("$context.error.responseType.", "MISSING_AUTHENTICATION_TOKEN.")]
    [InlineData("[$context.error.validationErrorString]", "[]")]
    [InlineData("$context.path $context.httpMethod $context.stage", "/prod/unknown GET prod")]
    [InlineData("$stageVariables.color/$stageVariables.none", "blue/")]
    [InlineData("$method.request.header.X-Color,$method.request.querystring.q", "red,v")]
    [InlineData("$method.request.path.id", "")]
    [InlineData("#if($context.stage)$input.body#end $util.x $5", "#if(prod)$input.body#end $util.x $5")]
    public async Task Gateway_response_templates_replace_variables_and_do_nothing_else(string template, string body)
    {
        await using var gateway = await StartAsync("MISSING_AUTHENTICATION_TOKEN", new() { Templates = Json(template) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/unknown?q=v") { Headers = { { "X-Color", "red" } } };

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("'plain text'", "plain text")]
    [InlineData("context.stage", "prod")]
    [InlineData("stageVariables.color", "blue")]
    [InlineData("method.request.header.X-Color", "red")]
    [InlineData("method.request.querystring.q", "v")]
    public async Task Gateway_response_headers_may_come_from_text_context_stage_variables_or_the_request(string source, string value)
    {
        await using var gateway = await StartAsync("MISSING_AUTHENTICATION_TOKEN", new() { Parameters = Header("X-Result", source) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/unknown?q=v") { Headers = { { "X-Color", "red" } } };

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(value, Assert.Single(response.Headers.GetValues("X-Result")));
    }

    [Fact]
    public async Task A_gateway_response_can_use_a_path_parameter_when_the_resource_is_known()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("GET", "/items/{id}") with { ApiKeyRequired = true }],
            GatewayResponses = new Dictionary<string, CustomGatewayResponse>
            {
                ["INVALID_API_KEY"] =
                    new() { Parameters = Header("X-Id", "method.request.path.id"), Templates = Json("$method.request.path.id") },
            },
        });

        using var response = await gateway.Client.GetAsync("/items/7");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(("7", "7"), (Assert.Single(response.Headers.GetValues("X-Id")), await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("method.request.header.x-color")]
    [InlineData("stageVariables.none")]
    public async Task A_header_whose_source_has_no_value_is_left_out_and_source_names_are_case_sensitive(string source)
    {
        await using var gateway = await StartAsync("MISSING_AUTHENTICATION_TOKEN", new() { Parameters = Header("X-Result", source) });

        var response = await gateway.SendRawAsync("GET /unknown HTTP/1.1", "Host: x", "X-Color: red", "Connection: close");

        Assert.Lacks(response.HeaderLines, line => line.StartsWith("X-Result", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_client_cannot_inject_a_header_through_a_mapped_value()
    {
        await using var gateway = await StartAsync(
            "MISSING_AUTHENTICATION_TOKEN", new() { Parameters = Header("X-Result", "method.request.querystring.q") });

        var response = await gateway.SendRawAsync("GET /unknown?q=a%0D%0ASet-Cookie:%20b HTTP/1.1", "Host: x", "Connection: close");

        Assert.Equal(403, response.Status);
        Assert.Contains("X-Result: a  Set-Cookie: b", response.HeaderLines);
    }

    [Fact]
    public async Task The_error_type_header_does_not_change_when_the_status_is_customised()
    {
        await using var gateway = await StartAsync("MISSING_AUTHENTICATION_TOKEN", new() { StatusCode = 404 });

        using var response = await gateway.Client.GetAsync("/unknown");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Theory]
    [InlineData("text/plain", "text")]
    [InlineData("application/json", "json")]
    [InlineData("image/png", "json")]
    public async Task Accept_chooses_among_several_bodies_and_JSON_is_the_default(string accept, string body)
    {
        await using var gateway = await StartAsync("MISSING_AUTHENTICATION_TOKEN", new()
        {
            Templates = new Dictionary<string, string> { ["text/plain"] = "text", ["application/json"] = "json" },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/unknown") { Headers = { { "Accept", accept } } };

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_error_that_the_function_returns_is_not_a_gateway_response()
    {
        await using var gateway = await StartAsync("DEFAULT_4XX", new() { Templates = Json("customised") });

        using var response = await gateway.ReturnAsync("""{"statusCode":404,"body":"mine"}""");

        Assert.Equal("mine", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task A_gateway_response_has_no_trace_id_header()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.Client.GetAsync("/unknown");

        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Theory]
    [InlineData("DEFAULT_4XX")]
    [InlineData("REQUEST_TOO_LARGE")]
    public async Task A_customised_gateway_response_for_413_has_no_effect(string type)
    {
        await using var gateway = await StartAsync(type, new() { StatusCode = 418 });

        using var response = await gateway.Client.PostAsync("/", new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("NOT_A_TYPE", "gatewayresponse.header.X", "'x'", "NOT_A_TYPE")]
    [InlineData("THROTTLED", "gatewayresponse.header.X", "bare", "bare")]
    [InlineData("THROTTLED", "gatewayresponse.body.X", "'x'", "gatewayresponse.body.X")]
    [InlineData("THROTTLED", "gatewayresponse.querystring.X", "'x'", "gatewayresponse.querystring.X")]
    [InlineData("THROTTLED", "gatewayresponse.path.X", "'x'", "gatewayresponse.path.X")]
    public async Task A_gateway_response_that_API_Gateway_would_refuse_or_ignore_stops_the_start(
        string type, string target, string source, string named)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(
            () => StartAsync(type, new() { Parameters = new Dictionary<string, string> { [target] = source } }));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    private static Task<TestGateway> StartAsync(string type, CustomGatewayResponse response) => TestGateway.StartAsync(new TestApi
    {
        Methods = [TestApi.Scripted()],
        StageVariables = new Dictionary<string, string> { ["color"] = "blue" },
        GatewayResponses = new Dictionary<string, CustomGatewayResponse> { [type] = response },
    });

    private static Dictionary<string, string> Json(string template) => new() { ["application/json"] = template };

    private static Dictionary<string, string> Header(string name, string source) => new() { [$"gatewayresponse.header.{name}"] = source };
}
