using System.IO.Compression;
using System.Net;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.Http;

public sealed class HttpIntegrationTests
{
    [Fact]
    public async Task The_backend_gets_the_rendered_payload_and_the_headers_that_api_gateway_adds()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Http(server.Origin + "/pets", Methods.Json("""{"n": $input.json('$.name')}""")));

        using var response = await PostAsync(gateway, """{"name":"Rex"}""", ("X-Own", "client's"), ("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678"));

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.HttpMethod);
        Assert.Equal("/pets", request.Target);
        Assert.Equal("""{"n": "Rex"}""", request.Text);
        Assert.Equal("application/json", request.Headers.Accept.ToString());
        Assert.Equal("AmazonAPIGateway_abcdefghij", request.Headers.UserAgent.ToString());
        Assert.Equal("abcdefghij", request.Headers["X-Amzn-Apigateway-Api-Id"].ToString());
        Assert.StartsWith("Root=1-67891233-abcdef012345678912345678;", request.Headers["X-Amzn-Trace-Id"].ToString(), StringComparison.Ordinal);
        Assert.Equal(server.Url.Authority, request.Headers.Host.ToString());
        Assert.False(request.Headers.ContainsKey("X-Own"));
    }

    [Theory]
    [InlineData("PUT", "PUT")]
    [InlineData("ANY", "POST")]
    public async Task The_backend_gets_the_method_of_the_integration_or_with_ANY_the_method_of_the_client(string httpMethod, string sent)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Of(new HttpIntegration { Uri = server.Origin, HttpMethod = httpMethod, Responses = Methods.Default }));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(sent, Assert.Single(server.Requests).HttpMethod);
    }

    [Theory]
    [InlineData(PassthroughBehavior.WhenNoMatch, true, 200)]
    [InlineData(PassthroughBehavior.WhenNoTemplates, true, 415)]
    [InlineData(PassthroughBehavior.WhenNoTemplates, false, 200)]
    [InlineData(PassthroughBehavior.Never, false, 415)]
    public async Task The_passthrough_behaviour_decides_whether_an_unmatched_content_type_passes(
        PassthroughBehavior passthrough, bool hasTemplate, int status)
    {
        await using var server = await RecordingServer.StartAsync();
        var method = Http(server.Origin, hasTemplate ? Methods.Json("rendered") : []);
        await using var gateway = await TestGateway.StartAsync(method with { Integration = (HttpIntegration)method.Integration with { PassthroughBehavior = passthrough } });

        using var response = await gateway.Client.PostAsync("/", new StringContent("as sent", Encoding.UTF8, "text/plain"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? ["as sent"] : [], server.Requests.Select(request => request.Text));
        if (status == 415)
            Assert.Equal("""{"message":"Unsupported Media Type"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_request_template_is_also_rendered_for_a_GET_without_a_body()
    {
        await using var server = await RecordingServer.StartAsync();
        var method = Http(server.Origin, Methods.Json("""{"q":"$input.params('q')"}""")) with { HttpMethod = "GET" };
        await using var gateway = await TestGateway.StartAsync(method);

        using var response = await gateway.Client.GetAsync("/?q=v");

        Assert.Equal("""{"q":"v"}""", Assert.Single(server.Requests).Text);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_gets_400_when_the_template_reads_it()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Http(server.Origin, Methods.Json("$input.json('$.a')")));

        using var response = await PostAsync(gateway, """{"a":""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"message": "Invalid JSON in request body"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await RecordingServer.StartAsync(302, "", ("Location", "/other"));
        var method = Methods.Of(new HttpIntegration
        {
            Uri = server.Origin,
            HttpMethod = "GET",
            Responses = [Methods.Response(200), Methods.Response(201, ("Location", "integration.response.header.Location")) with { SelectionPattern = "302" }],
        });
        await using var gateway = await TestGateway.StartAsync(method);

        using var response = await PostAsync(gateway, "");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/other", response.Headers.Location?.ToString());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_compressed_reply_is_decompressed_before_it_is_mapped()
    {
        await using var server = await RecordingServer.StartAsync(_ => Task.FromResult(new ServerReply(200, Gzip("""{"name":"Rex"}"""), ("Content-Encoding", "gzip"))));
        var method = Http(server.Origin, []);
        await using var gateway = await TestGateway.StartAsync(method with
        {
            Integration = (HttpIntegration)method.Integration with { Responses = [Methods.Response(200) with { ResponseTemplates = Methods.Json("$input.path('$.name')") }] },
        });

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal("Rex", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_backend_that_does_not_listen_gives_504()
    {
        await using var gateway = await TestGateway.StartAsync(Http(await RecordingServer.VacantOriginAsync(), []));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("""{"message": "Network error communicating with endpoint"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_backend_slower_than_the_timeout_gives_504()
    {
        var gate = new TaskCompletionSource();
        await using var server = await RecordingServer.StartAsync(async _ =>
        {
            await gate.Task;
            return new ServerReply(200);
        });
        var method = Http(server.Origin, []);
        await using var gateway = await TestGateway.StartAsync(method with { Integration = method.Integration with { Timeout = TimeSpan.FromMilliseconds(50) } });

        using var response = await PostAsync(gateway, "{}");
        gate.SetResult();

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("""{"message": "Endpoint request timed out"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_reply_over_10_MB_gives_500()
    {
        await using var server = await RecordingServer.StartAsync(_ => Task.FromResult(new ServerReply(200, new byte[(10 * 1024 * 1024) + 1])));
        await using var gateway = await TestGateway.StartAsync(Http(server.Origin, []));

        using var response = await PostAsync(gateway, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.EndsWith(": the reply is over 10 MB", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/x", "LocalGateway calls only servers on this machine, not example.com")]
    [InlineData("https://10.0.0.1/", "LocalGateway calls only servers on this machine, not 10.0.0.1")]
    [InlineData("http://127.0.0.1@example.com/", "LocalGateway calls only servers on this machine, not example.com")]
    [InlineData("ftp://localhost/", "Invalid HTTP endpoint specified for URI")]
    [InlineData("not a uri", "Invalid HTTP endpoint specified for URI")]
    public async Task An_endpoint_that_is_invalid_or_on_another_machine_stops_the_start(string uri, string problem)
    {
        foreach (var integration in new Integration[] { new HttpIntegration { Uri = uri, HttpMethod = "GET" }, new HttpProxyIntegration { Uri = uri, HttpMethod = "GET" } })
        {
            var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(Methods.Of(integration)));

            Assert.StartsWith("POST /: ", exception.Message, StringComparison.Ordinal);
            Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_path_parameter_cannot_change_the_host_of_the_request()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Methods.Http(server.Origin + "/{p}", ("integration.request.path.p", "method.request.body.p")));

        using var response = await PostAsync(gateway, """{"p":"/@example.com/../x\\y"}""");

        Assert.Equal("//@example.com/../x%5Cy", Assert.Single(server.Requests).Target);
    }

    private static ApiMethod Http(string uri, Dictionary<string, string> templates) =>
        Methods.Of(new HttpIntegration { Uri = uri, HttpMethod = "POST", RequestTemplates = templates, Responses = Methods.Default });

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return gateway.Client.SendAsync(request);
    }

    private static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionMode.Compress))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }
}
