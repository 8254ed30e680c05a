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
    public async Task A_header_of_the_reply_is_taken_from(string source, string value)
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
    public async Task A_missing_source_skips_the_header(string source)
    {
        await using var server = await RecordingServer.StartAsync(200, "{}", ("X-Back", "first"));
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200, ("X-One", source))));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("X-One"));
    }

    [Fact]
    public async Task A_reply_that_begins_like_JSON_and_is_none_is_500()
    {
        await using var server = await RecordingServer.StartAsync(200, """{"a":""");
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200, ("X-One", "integration.response.body.a"))));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Headers_that_are_not_mapped_do_not_pass_and_the_content_type_is_json()
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
    public async Task Headers_of_mapped_AWS_and_HTTP_integrations_are_remapped(string header)
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await TestGateway.StartAsync(Http(server, Methods.Response(200, (header, "'mine'"))));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal("mine", Assert.Single(response.Headers.GetValues($"x-amzn-Remapped-{header}")));
    }

    [Fact]
    public async Task A_mock_keeps_those_that_do_not_belong_to_the_connection()
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
    public async Task The_backends_status_selects_the_response_by_its_whole_text(string pattern, int status)
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
    public async Task The_response_template_is_chosen_by_the_first_of_accept_or_is_the_json_one(string? accept, string contentType, string body)
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
    public async Task A_response_template_sees_the_reply_and_the_clients_parameters()
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
    public async Task A_mapping_that_cannot_be_stops_the_start_and_is_named(string header, string source, string problem)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(Methods.Mock(null, (header, source))));

        Assert.StartsWith("POST /: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_template_that_is_no_vtl_stops_the_start_with_its_place()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(Methods.Mock("{}\n#foreach(")));

        Assert.Contains("POST / response application/json(2,", exception.Message, StringComparison.Ordinal);
    }

    private static ApiMethod Http(RecordingServer server, params IntegrationResponse[] responses) =>
        Methods.Of(new HttpIntegration { Uri = server.Origin, HttpMethod = "POST", Responses = responses });
}
