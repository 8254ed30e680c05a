using System.Net;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.Mapping;

public sealed class ResponseParameterTests
{
    [Theory]
    [InlineData("integration.response.header.X-Back", "second")]
    [InlineData("integration.response.multivalueheader.X-Back", "first,second")]
    [InlineData("integration.response.body", """{"redirect":{"url":"/new"},"n":[1,2]}""")]
    [InlineData("integration.response.body.redirect.url", "/new")]
    [InlineData("integration.response.body.$.n", "[1,2]")]
    [InlineData("stageVariables.color", "blue")]
    [InlineData("context.httpMethod", "POST")]
    [InlineData("'fixed'", "fixed")]
    public async Task A_response_header_has_the_value_of_its_source(string source, string value)
    {
        await using var server = await RecordingServer.StartAsync(200, """{"redirect":{"url":"/new"},"n":[1,2]}""", ("X-Back", "first"), ("X-Back", "second"));
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Http(server, Methods.Response(200, ("X-One", source)))],
            StageVariables = new Dictionary<string, string> { ["color"] = "blue" },
        });

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(value, Assert.Single(response.Headers.GetValues("X-One")));
    }

    [Theory]
    [InlineData("integration.response.header.x-back")]
    [InlineData("integration.response.body.missing")]
    public async Task A_response_header_with_a_missing_source_is_skipped(string source)
    {
        await using var server = await RecordingServer.StartAsync(200, "{}", ("X-Back", "first"));
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200, ("X-One", source))));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("X-One"));
    }

    [Fact]
    public async Task A_reply_that_begins_like_JSON_but_is_invalid_gives_500()
    {
        await using var server = await RecordingServer.StartAsync(200, """{"a":""");
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200, ("X-One", "integration.response.body.a"))));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Headers_that_are_not_mapped_do_not_pass_and_the_content_type_is_application_json()
    {
        await using var server = await RecordingServer.StartAsync(200, "text", ("X-Back", "first"), ("Content-Type", "text/plain"));
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200)));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.False(response.Headers.Contains("X-Back"));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("text", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_header_that_the_method_response_does_not_declare_is_dropped()
    {
        await using var gateway = await TestGateway.StartAsync(Methods.Mock(null, ("X-One", "'declared'"), ("X-Other", "'not declared'")));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal("declared", Assert.Single(response.Headers.GetValues("X-One")));
        Assert.False(response.Headers.Contains("X-Other"));
    }

    [Fact]
    public async Task An_override_wins_over_a_mapped_header_and_needs_no_declaration()
    {
        await using var gateway = await TestGateway.StartAsync(Methods.Mock(
            """#set($context.responseOverride.header.X-One = "overridden")#set($context.responseOverride.header.X-Free = "own")#set($context.responseOverride.status = 404)""",
            ("X-One", "'mapped'")));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("overridden", Assert.Single(response.Headers.GetValues("X-One")));
        Assert.Equal("own", Assert.Single(response.Headers.GetValues("X-Free")));
    }

    [Theory]
    [InlineData("#set($context.responseOverride.status = 404)#set($context.responseOverride.status = 404)", 500)]
    [InlineData("#set($context.responseOverride.header.X = 1)#set($context.responseOverride.header.X = 2)", 500)]
    [InlineData("#set($context.responseOverride.own = 1)#set($context.responseOverride.own = 2)#set($context.responseOverride.status = 404)", 404)]
    [InlineData("#set($context.responseOverride.header = {\"X-One\": \"1\"})#set($context.responseOverride.header.X-Two = 2)", 200)]
    public async Task A_response_parameter_that_is_overridden_twice_gets_500_as_the_developer_guide_says(string template, int status)
    {
        await using var gateway = await TestGateway.StartAsync(Methods.Mock(template));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Content-MD5")]
    [InlineData("Expect")]
    [InlineData("Host")]
    [InlineData("Max-Forwards")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("Trailer")]
    [InlineData("Upgrade")]
    [InlineData("User-Agent")]
    [InlineData("WWW-Authenticate")]
    [InlineData("Connection")]
    [InlineData("Content-Length")]
    [InlineData("Date")]
    [InlineData("Server")]
    public async Task A_reserved_header_of_an_HTTP_integration_is_remapped(string header)
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200, (header, "'mine'"))));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal("mine", Assert.Single(response.Headers.GetValues($"x-amzn-Remapped-{header}")));
    }

    [Fact]
    public async Task A_mock_keeps_reserved_headers_that_do_not_belong_to_the_connection()
    {
        await using var gateway = await TestGateway.StartAsync(Methods.Mock(null, ("WWW-Authenticate", "'Bearer'"), ("Server", "'mine'"), ("Transfer-Encoding", "'chunked'")));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal("Bearer", Assert.Single(response.Headers.GetValues("WWW-Authenticate")));
        Assert.Equal("mine", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Server")));
        Assert.False(response.Headers.Contains("Transfer-Encoding"));
    }

    [Fact]
    public async Task The_trace_id_is_on_the_replies_of_an_http_integration_but_not_on_gateway_responses()
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200)), Http(server, Methods.Response(299)) with { ResourcePath = "/undeclared" });

        using var good = await gateway.Client.PostAsync("/", null);
        using var bad = await gateway.Client.PostAsync("/undeclared", null);

        Assert.StartsWith("Root=1-", Assert.Single(good.Headers.GetValues("X-Amzn-Trace-Id")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, bad.StatusCode);
        Assert.False(bad.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Theory]
    [InlineData("404", 404)]
    [InlineData("4\\d{2}", 404)]
    [InlineData("(?i)4.*", 404)]
    [InlineData("40", 200)]
    [InlineData("4", 200)]
    public async Task A_pattern_must_match_the_whole_status_of_the_backend_to_select_the_response(string pattern, int status)
    {
        await using var server = await RecordingServer.StartAsync(404, "nothing here");
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200), Methods.Response(404) with { SelectionPattern = pattern }));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nothing here", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/csv", "text/csv", "csv")]
    [InlineData("text/csv, application/json", "text/csv", "csv")]
    [InlineData("application/xml", "application/json", "json")]
    [InlineData(null, "application/json", "json")]
    public async Task The_first_media_type_of_Accept_chooses_the_response_template_and_JSON_is_the_default(
        string? accept, string contentType, string body)
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        var templates = new Dictionary<string, string> { ["text/csv"] = "csv", ["application/json"] = "json" };
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200) with { ResponseTemplates = templates }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_response_template_can_read_the_reply_and_the_parameters_of_the_client()
    {
        await using var server = await RecordingServer.StartAsync(200, """{"name":"Rex"}""");
        await using var gateway = await TestGateway.StartAsync(Http(
            server, Methods.Response(200) with { ResponseTemplates = Methods.Json("$input.path('$.name') $input.params('q') $context.httpMethod") }));

        using var response = await gateway.Client.PostAsync("/?q=v", null);

        Assert.Equal("Rex v POST", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("X-One", "bare", "the response parameter method.response.header.X-One: the source bare does not exist")]
    [InlineData("X-One", "context.nonsense", "the source context.nonsense does not exist")]
    [InlineData("X-One", "method.request.header.X", "the source method.request.header.X does not exist")]
    [InlineData("X-One", "integration.response.body.a[", "is not a JSONPath")]
    [InlineData("bad name", "'a'", "a response parameter must set method.response.header.NAME")]
    public async Task An_invalid_response_mapping_stops_the_start_and_the_error_names_it(string header, string source, string problem)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(Methods.Mock(null, (header, source))));

        Assert.StartsWith("POST /: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_template_that_is_not_VTL_stops_the_start_and_the_error_tells_the_place()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(Methods.Mock("{}\n#foreach(")));

        Assert.Contains("POST / response 200 application/json(2,", exception.Message, StringComparison.Ordinal);
    }

    private static ApiMethod Http(RecordingServer server, params IntegrationResponse[] responses) =>
        Methods.Of(new HttpIntegration { Uri = server.Origin, HttpMethod = "POST", Responses = responses });
}
