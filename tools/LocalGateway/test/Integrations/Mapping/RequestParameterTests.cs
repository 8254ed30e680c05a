using System.Net;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.Mapping;

public sealed class RequestParameterTests
{
    [Theory]
    [InlineData("method.request.path.id", "a%2Fb")]
    [InlineData("method.request.querystring.q", "two")]
    [InlineData("method.request.multivaluequerystring.q", "one,two")]
    [InlineData("method.request.header.X-Tag", "second")]
    [InlineData("method.request.multivalueheader.X-Tag", "first,second")]
    [InlineData("method.request.body", """{"pet":{"id":7,"tags":["a","b"],"name":"Rex"},"list":[{"x":1},{"x":2}]}""")]
    [InlineData("method.request.body.pet.name", "Rex")]
    [InlineData("method.request.body.pet.id", "7")]
    [InlineData("method.request.body.$.pet.tags", """["a","b"]""")]
    [InlineData("method.request.body.list[-1:].x", "[2]")]
    [InlineData("method.request.body.$['pet']['name']", "Rex")]
    [InlineData("stageVariables.color", "blue")]
    [InlineData("context.resourcePath", "/{id}")]
    [InlineData("context.identity.sourceIp", "127.0.0.1")]
    [InlineData("'fixed text'", "fixed text")]
    public async Task A_request_parameter_has_the_value_of_its_source(string source, string value)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Methods.Http(server.Origin, ("integration.request.header.X-Mapped", source)) with { ResourcePath = "/{id}" }],
            StageVariables = new Dictionary<string, string> { ["color"] = "blue" },
        });

        const string body = """{"pet":{"id":7,"tags":["a","b"],"name":"Rex"},"list":[{"x":1},{"x":2}]}""";
        var response = await gateway.SendRawAsync(
            "POST /a%2Fb?q=one&q=two HTTP/1.1", "Host: x", "Connection: close", "X-Tag: first", "X-Tag: second", "Content-Type: application/json",
            $"Content-Length: {body.Length}", "", body);

        Assert.Equal(200, response.Status);
        Assert.Equal(value, Assert.Single(server.Requests).Headers["X-Mapped"]);
    }

    [Theory]
    [InlineData("method.request.header.x-tag")]
    [InlineData("method.request.querystring.Q")]
    [InlineData("method.request.header.X-Missing")]
    [InlineData("method.request.body.missing")]
    [InlineData("method.request.body.nothing")]
    [InlineData("stageVariables.missing")]
    [InlineData("context.authorizer.principalId")]
    public async Task A_mapping_is_skipped_when_its_source_is_missing_or_has_another_case(string source)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(server.Origin, ("integration.request.header.X-Mapped", source)));

        using var response = await PostAsync(gateway, """{"nothing":null}""", "/?q=one", ("X-Tag", "first"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(Assert.Single(server.Requests).Headers.ContainsKey("X-Mapped"));
    }

    [Fact]
    public async Task Parameters_are_added_to_the_query_and_fill_the_variables_of_the_path()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(
            server.Origin + "/pets/{name}/{left}?fixed=1",
            ("integration.request.path.name", "method.request.body.name"),
            ("integration.request.querystring.kind", "'dog & cat'"),
            ("integration.request.querystring.q", "method.request.multivaluequerystring.q")));

        using var response = await PostAsync(gateway, """{"name":"Rex é?#"}""", "/?q=one&q=two&other=3");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/pets/Rex%20%C3%A9%3F%23/%7Bleft%7D?fixed=1&kind=dog%20%26%20cat&q=one&q=two", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task An_empty_body_is_mapped_as_an_empty_object()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(server.Origin, ("integration.request.header.X-Mapped", "method.request.body")));

        using var response = await gateway.Client.PostAsync("/", null);

        Assert.Equal("{}", Assert.Single(server.Requests).Headers["X-Mapped"]);
    }

    [Theory]
    [InlineData("""{"a":""")]
    [InlineData("""[1""")]
    [InlineData("\"open")]
    public async Task A_body_that_begins_like_JSON_but_is_invalid_gets_400(string body)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(server.Origin, ("integration.request.header.X-Mapped", "method.request.body.a")));

        using var response = await PostAsync(gateway, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"message": "Invalid JSON in request body"}""", await response.Content.ReadAsStringAsync());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_plain_text_body_is_mapped_whole_and_has_no_members()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(
            server.Origin, ("integration.request.header.X-Whole", "method.request.body"), ("integration.request.header.X-Member", "method.request.body.a")));

        using var response = await PostAsync(gateway, "just text");

        var headers = Assert.Single(server.Requests).Headers;
        Assert.Equal("just text", headers["X-Whole"]);
        Assert.False(headers.ContainsKey("X-Member"));
    }

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("transfer-encoding")]
    [InlineData("X-Amzn-Trace-Id")]
    [InlineData("X-Amzn-Apigateway-Api-Id")]
    public async Task A_mapping_to_a_forbidden_header_gives_500(string header)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(server.Origin, ($"integration.request.header.{header}", "'1'")));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message":"Internal server error"}""", await response.Content.ReadAsStringAsync());
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Connection")]
    [InlineData("Expect")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("te")]
    [InlineData("Content-Length")]
    [InlineData("transfer-encoding")]
    [InlineData("X-Amzn-Trace-Id")]
    [InlineData("X-Amzn-Apigateway-Api-Id")]
    public async Task AWS_integrations_and_AWS_proxies_forbid_more_headers_than_HTTP_integrations(string header)
    {
        var parameters = new Dictionary<string, string> { [$"integration.request.header.{header}"] = "'1'" };
        await using var gateway = await TestGateway.StartAsync(
            Methods.Of(new LambdaIntegration { Function = "EventEchoFunction", RequestParameters = parameters, Responses = Methods.Default }),
            Methods.Of(new LambdaProxyIntegration { Function = "EchoFunction", RequestParameters = parameters }, path: "/proxy"));

        using var mapped = await PostAsync(gateway, "{}");
        using var proxied = await PostAsync(gateway, "{}", "/proxy");

        Assert.Equal(HttpStatusCode.InternalServerError, mapped.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, proxied.StatusCode);
    }

    [Fact]
    public async Task Mappings_of_a_Lambda_proxy_integration_do_not_change_the_event()
    {
        var parameters = new Dictionary<string, string>
        {
            ["integration.request.header.X-Mapped"] = "'mapped'",
            ["integration.request.querystring.q"] = "'mapped'",
            ["integration.request.path.id"] = "'mapped'",
        };
        var method = TestApi.Echo("GET", "/{id}");
        await using var gateway = await TestGateway.StartAsync(
            method with { Integration = (LambdaProxyIntegration)method.Integration with { RequestParameters = parameters } });

        var proxyEvent = await gateway.EventOfAsync("/7?q=v");

        Assert.Null(proxyEvent["headers"]!["X-Mapped"]);
        Assert.Equal("v", (string?)proxyEvent["queryStringParameters"]!["q"]);
        Assert.Equal("7", (string?)proxyEvent["pathParameters"]!["id"]);
    }

    [Fact]
    public async Task A_mapping_to_Authorization_reaches_an_HTTP_backend()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(server.Origin, ("integration.request.header.Authorization", "'Basic eDp5'")));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal("Basic eDp5", Assert.Single(server.Requests).Headers.Authorization);
    }

    [Fact]
    public async Task Overrides_of_the_template_win_over_mappings()
    {
        await using var server = await RecordingServer.StartAsync();
        var method = Methods.Http(
            server.Origin + "/{name}",
            ("integration.request.header.X-Mapped", "'mapped'"),
            ("integration.request.querystring.q", "'mapped'"),
            ("integration.request.path.name", "'mapped'"));
        const string template = """
            #set($context.requestOverride.header.X-Mapped = "overridden")
            #set($context.requestOverride.querystring.q = "overridden")
            #set($context.requestOverride.path.name = "overridden")
            #set($context.requestOverride.header.X-Own = "own")
            #set($context.requestOverride.header.Referer = "own too")
            """;
        await using var gateway = await TestGateway.StartAsync(method with
        {
            Integration = ((HttpIntegration)method.Integration) with { RequestTemplates = Methods.Json(template) },
        });

        using var response = await PostAsync(gateway, "{}");

        var request = Assert.Single(server.Requests);
        Assert.Equal("/overridden?q=overridden", request.Target);
        Assert.Equal("overridden", request.Headers["X-Mapped"]);
        Assert.Equal("own", request.Headers["X-Own"]);
        Assert.Equal("own too", request.Headers.Referer);
    }

    [Fact]
    public async Task An_override_with_a_list_sends_its_values_joined_with_commas()
    {
        await using var server = await RecordingServer.StartAsync();
        var method = Methods.Http(server.Origin);
        const string template = """#set($context.requestOverride.header.X-Many = ["foo", "$input.path('$.a')val"]){}""";
        await using var gateway = await TestGateway.StartAsync(method with
        {
            Integration = ((HttpIntegration)method.Integration) with { RequestTemplates = Methods.Json(template) },
        });

        using var response = await PostAsync(gateway, """{"a":"header1"}""");

        Assert.Equal("foo,header1val", Assert.Single(server.Requests).Headers["X-Many"].ToString());
    }

    [Theory]
    [InlineData("#set($context.requestOverride.header.X = 1)#set($context.requestOverride.header.X = 1)")]
    [InlineData("#set($context.requestOverride.path.p = 1)$context.requestOverride.path.put('p', 2)")]
    [InlineData("#set($context.requestOverride.querystring.q = 1)#set($context.requestOverride.querystring['q'] = 2)")]
    [InlineData("#foreach($i in [1, 2])#set($context.responseOverride.header.X = $i)#end")]
    [InlineData("#set($context.responseOverride.status = 400)#set($context.responseOverride.status = 401)")]
    public async Task A_parameter_that_is_overridden_twice_gets_500_as_the_developer_guide_says(string template)
    {
        await using var server = await RecordingServer.StartAsync();
        var method = Methods.Http(server.Origin);
        await using var gateway = await TestGateway.StartAsync(method with
        {
            Integration = ((HttpIntegration)method.Integration) with { RequestTemplates = Methods.Json(template) },
        });

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("more than once", gateway.Log.All[^1], StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("Expect")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("TE")]
    [InlineData("Via")]
    [InlineData("Content-Length")]
    public async Task An_override_of_a_forbidden_header_is_dropped_without_an_error(string header)
    {
        await using var server = await RecordingServer.StartAsync();
        var method = Methods.Http(server.Origin);
        await using var gateway = await TestGateway.StartAsync(method with
        {
            Integration = ((HttpIntegration)method.Integration) with { RequestTemplates = Methods.Json($"#set($context.requestOverride.header.{header} = \"77\")body") },
        });

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual("77", Assert.Single(server.Requests).Headers[header].ToString());
    }

    [Theory]
    [InlineData("integration.request.body.x", "'a'", "must be integration.request.header|querystring|path.NAME")]
    [InlineData("integration.request.header.bad name", "'a'", "must be integration.request.header|querystring|path.NAME")]
    [InlineData("integration.request.header.X", "bare", "the source bare does not exist")]
    [InlineData("integration.request.header.X", "context.nonsense", "the source context.nonsense does not exist")]
    [InlineData("integration.request.header.X", "method.request.body.a[", "is not a JSONPath")]
    [InlineData("integration.request.header.X", "integration.response.header.X", "the source integration.response.header.X does not exist")]
    public async Task An_invalid_request_mapping_stops_the_start_and_the_error_names_it(string target, string source, string problem)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(Methods.Http("http://127.0.0.1:1", (target, source))));

        Assert.StartsWith($"POST /: the request parameter {target}", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body, string path = "/", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return gateway.Client.SendAsync(request);
    }
}
