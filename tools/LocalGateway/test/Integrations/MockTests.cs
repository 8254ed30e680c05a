using System.Net;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations;

public sealed class MockTests
{
    private const string Ok = """{"statusCode":200}""";
    private static readonly IReadOnlySet<string> CorsHeaders =
        new HashSet<string> { "Access-Control-Allow-Origin", "Access-Control-Allow-Methods" };

    [Fact]
    public async Task An_OPTIONS_method_with_a_mock_answers_a_CORS_preflight()
    {
        await using var gateway = await StartAsync(
            "OPTIONS",
            "{\n  \"statusCode\" : 200\n}\n",
            new IntegrationResponse
            {
                StatusCode = 200,
                ResponseParameters = new Dictionary<string, string>
                {
                    ["method.response.header.Access-Control-Allow-Origin"] = "'*'",
                    ["method.response.header.Access-Control-Allow-Methods"] = "'GET,OPTIONS'",
                },
                ResponseTemplates = Json("{}\n"),
            });
        using var request = new HttpRequestMessage(HttpMethod.Options, "/") { Headers = { { "Origin", "https://shop.example" }, { "Access-Control-Request-Method", "GET" } } };

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("GET,OPTIONS", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("{}\n", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Theory]
    [InlineData("""{"statusCode":200}""")]
    [InlineData("{statusCode: 200}")]
    [InlineData("{'statusCode': 200,, }")]
    [InlineData("""#set($code = 200){"statusCode": $code} trailing text""")]
    public async Task The_statusCode_of_a_mock_template_may_be_an_integer_in_permissive_JSON(string template)
    {
        await using var gateway = await StartAsync("GET", template, new IntegrationResponse { StatusCode = 201 });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"statusCode":"200"}""")]
    [InlineData("""{"status":200}""")]
    [InlineData("""{"statusCode":200""")]
    [InlineData("statusCode: 200")]
    [InlineData("")]
    public async Task A_mock_template_without_an_integer_statusCode_gives_500(string template)
    {
        await using var gateway = await StartAsync("GET", template, new IntegrationResponse { StatusCode = 200 });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("Unable to parse statusCode", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("404", 404)]
    [InlineData("503", 500)]
    [InlineData("5031", 200)]
    [InlineData("200", 200)]
    public async Task The_statusCode_of_a_mock_selects_a_response_and_the_client_gets_the_status_of_that_response(string mocked, int status)
    {
        await using var gateway = await StartAsync(
            "GET",
            $$"""{"statusCode":{{mocked}}}""",
            new IntegrationResponse { StatusCode = 200 },
            new IntegrationResponse { SelectionPattern = "404", StatusCode = 404 },
            new IntegrationResponse { SelectionPattern = "5\\d{2}", StatusCode = 500 });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_mock_without_a_matching_and_without_a_default_response_gives_500()
    {
        await using var gateway = await StartAsync("GET", Ok, new IntegrationResponse { SelectionPattern = "404", StatusCode = 404 });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message":"Internal server error"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_status_that_the_method_does_not_declare_gives_500()
    {
        await using var gateway = await StartAsync("GET", Ok, new IntegrationResponse { StatusCode = 299 });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_response_template_the_body_is_empty_and_the_content_type_is_application_json()
    {
        await using var gateway = await StartAsync("GET", Ok, new IntegrationResponse { StatusCode = 200 });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("text/plain", "text $input.params('q')", "text v")]
    [InlineData("application/json", "[$input.body]", "[{}]")]
    [InlineData("application/json", "$context.resourcePath $context.identity.sourceIp $stageVariables.color", "/ 127.0.0.1 blue")]
    public async Task A_response_template_of_a_mock_can_read_the_request_but_not_its_body(string mediaType, string template, string body)
    {
        await using var gateway = await StartAsync(
            "POST", Ok, new IntegrationResponse { StatusCode = 200, ResponseTemplates = new Dictionary<string, string> { [mediaType] = template } });

        using var response = await gateway.Client.PostAsync("/?q=v", new StringContent("""{"a":1}""", Encoding.UTF8, "application/json"));

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_an_authorizer_the_context_has_exactly_the_keys_of_API_Gateway()
    {
        await using var gateway = await StartAsync(
            "GET", Ok, new IntegrationResponse { StatusCode = 200, ResponseTemplates = Json("#foreach($key in $context.keySet())$key #end") });

        var keys = (await gateway.TextOfAsync("/")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [
                "accountId", "apiId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "identity", "path",
                "protocol", "requestId", "requestOverride", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath",
                "responseOverride", "stage",
            ],
            keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Templates_cannot_read_headers_of_the_connection()
    {
        const string template = "[$input.params('Connection')$input.params('TE')]$input.params('X-Seen')";
        await using var gateway =
            await StartAsync("GET", Ok, new IntegrationResponse { StatusCode = 200, ResponseTemplates = Json(template) });

        var response = await gateway.SendRawAsync("GET / HTTP/1.1", "Host: x", "Connection: close", "TE: trailers", "X-Seen: yes");

        Assert.Equal("[]yes", response.Body);
    }

    [Fact]
    public async Task Response_overrides_of_the_request_template_apply_to_the_reply()
    {
        await using var gateway = await StartAsync(
            "POST",
            """#set($context.responseOverride.status = 202)#set($context.responseOverride.header.X-Name = $input.path('$.name')){"statusCode":200}""",
            new IntegrationResponse { StatusCode = 200, ResponseTemplates = Json("hello $context.responseOverride.header.X-Name") });

        using var response = await gateway.Client.PostAsync("/", new StringContent("""{"name":"Ann"}""", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("Ann", Assert.Single(response.Headers.GetValues("X-Name")));
        Assert.Equal("hello Ann", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", PassthroughBehavior.Never, 200)]
    [InlineData(null, PassthroughBehavior.Never, 200)]
    [InlineData("text/plain", PassthroughBehavior.Never, 415)]
    [InlineData("text/plain", PassthroughBehavior.WhenNoTemplates, 415)]
    [InlineData("text/plain", PassthroughBehavior.WhenNoMatch, 200)]
    public async Task The_content_type_chooses_the_template_and_without_a_match_the_passthrough_behaviour_decides(
        string? contentType, PassthroughBehavior passthrough, int status)
    {
        await using var gateway = await TestGateway.StartAsync(Method("POST", Ok, passthrough, [new IntegrationResponse { StatusCode = 200 }]));
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Ok));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await gateway.Client.PostAsync("/", content);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 415)
            Assert.Equal("""{"message":"Unsupported Media Type"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(MediaTypeCases.Json), MemberType = typeof(MediaTypeCases))]
    public async Task The_media_type_of_a_request_is_read_with_the_grammar_of_HTTP(string contentType, bool isJson)
    {
        await using var gateway = await TestGateway.StartAsync(
            Method("POST", Ok, PassthroughBehavior.Never, [new IntegrationResponse { StatusCode = 200 }]));
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Ok));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await gateway.Client.PostAsync("/", content);

        Assert.Equal(isJson ? 200 : 415, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_request_template_that_is_not_VTL_stops_the_start_and_the_error_tells_the_place()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => StartAsync("GET", "{\n#if(", new IntegrationResponse { StatusCode = 200 }));

        Assert.Contains("GET / request application/json(2,", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", "method.response.header.X", "'x'", "selection pattern (")]
    [InlineData("1", "integration.response.header.X", "'x'", "integration.response.header.X")]
    [InlineData("1", "method.response.header.X", "bare", "bare")]
    public async Task An_invalid_mock_response_stops_the_start(string pattern, string target, string source, string named)
    {
        var response = new IntegrationResponse { StatusCode = 200, SelectionPattern = pattern, ResponseParameters = new Dictionary<string, string> { [target] = source } };

        var exception = await Assert.ThrowsAsync<GatewayException>(() => StartAsync("GET", Ok, response));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    private static Task<TestGateway> StartAsync(string httpMethod, string requestTemplate, params IntegrationResponse[] responses) =>
        TestGateway.StartAsync(new TestApi
        {
            Methods = [Method(httpMethod, requestTemplate, PassthroughBehavior.WhenNoMatch, responses)],
            StageVariables = new Dictionary<string, string> { ["color"] = "blue" },
        });

    private static ApiMethod Method(string httpMethod, string requestTemplate, PassthroughBehavior passthrough, IReadOnlyList<IntegrationResponse> responses) =>
        new()
        {
            HttpMethod = httpMethod,
            ResourcePath = "/",
            Integration = new MockIntegration { RequestTemplates = Json(requestTemplate), Responses = responses, PassthroughBehavior = passthrough },
            MethodResponses = new Dictionary<int, IReadOnlySet<string>> { [200] = CorsHeaders, [201] = CorsHeaders, [404] = CorsHeaders, [500] = CorsHeaders },
        };

    private static Dictionary<string, string> Json(string template) => new() { ["application/json"] = template };
}
