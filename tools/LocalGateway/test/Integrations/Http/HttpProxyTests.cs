using System.IO.Compression;
using System.Net;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.Http;

public sealed class HttpProxyTests
{
    [Fact]
    public async Task A_proxied_request_passes_with_method_path_query_headers_and_body()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await StartAsync(server.Origin + "/base/{proxy}", ("integration.request.path.proxy", "method.request.path.proxy"));

        var response = await gateway.SendRawAsync(
            "PATCH /a/b%2Fc//d?q=one&q=two&x=a+b HTTP/1.1", "Host: api.example", "Connection: close", "tEsT-HEADeR: v", "User-Agent: me", "Accept: text/csv",
            "Content-Type: text/plain", "Content-Length: 4", "", "body");

        Assert.Equal(200, response.Status);
        var request = Assert.Single(server.Requests);
        Assert.Equal("PATCH", request.HttpMethod);
        Assert.Equal("/base/a/b%2Fc//d?q=one&q=two&x=a%20b", request.Target);
        Assert.Equal("body", request.Text);
        Assert.Equal("v", request.Headers["tEsT-HEADeR"].ToString());
        Assert.Equal("me", request.Headers.UserAgent.ToString());
        Assert.Equal("text/csv", request.Headers.Accept.ToString());
        Assert.Equal("text/plain", request.Headers.ContentType.ToString());
        Assert.Equal("127.0.0.1", request.Headers["X-Forwarded-For"].ToString());
        Assert.Equal("abcdefghij", request.Headers["X-Amzn-Apigateway-Api-Id"].ToString());
        Assert.Equal(server.Url.Authority, request.Headers.Host.ToString());
    }

    [Fact]
    public async Task The_gateway_sends_its_own_User_Agent_when_the_client_sends_none()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await StartAsync(server.Origin);

        using var response = await gateway.Client.GetAsync("/x");

        var request = Assert.Single(server.Requests);
        Assert.Equal("AmazonAPIGateway_abcdefghij", request.Headers.UserAgent.ToString());
        Assert.Equal("application/json", request.Headers.Accept.ToString());
    }

    [Fact]
    public async Task Mapped_parameters_are_added_to_a_proxied_request()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await StartAsync(
            server.Origin, ("integration.request.querystring.q", "'mapped'"), ("integration.request.header.X-Own", "context.stage"));

        using var response = await gateway.Client.GetAsync("/x?q=one&other=2");

        var request = Assert.Single(server.Requests);
        Assert.Equal("/?other=2&q=mapped", request.Target);
        Assert.Equal("prod", request.Headers["X-Own"].ToString());
    }

    [Fact]
    public async Task A_proxied_reply_passes_with_status_headers_and_body()
    {
        await using var server = await RecordingServer.StartAsync(418, "short and stout", ("X-Tea", "Earl"), ("X-Tea", "Grey"), ("Content-Type", "text/tea"), ("WWW-Authenticate", "Basic"));
        await using var gateway = await StartAsync(server.Origin);

        using var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal(["Earl", "Grey"], response.Headers.GetValues("X-Tea"));
        Assert.Equal("text/tea", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("Basic", Assert.Single(response.Headers.GetValues("WWW-Authenticate")));
        Assert.Equal("short and stout", await response.Content.ReadAsStringAsync());
        Assert.Equal("15", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Content-Length")));
        Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Date"));
        Assert.Equal("Kestrel", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Server")));
        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Fact]
    public async Task A_proxied_reply_to_HEAD_has_the_length_of_the_body_that_it_does_not_have()
    {
        await using var server = await RecordingServer.StartAsync(200, "short and stout");
        await using var gateway = await StartAsync(server.Origin);

        using var response = await gateway.Client.SendAsync(new(HttpMethod.Head, "/x"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("15", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Content-Length")));
        Assert.Equal(0, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Content_Encoding_and_Via_are_dropped_and_the_body_is_decompressed()
    {
        await using var server = await RecordingServer.StartAsync(_ => Task.FromResult(new ServerReply(200, Deflate("plain"), ("Content-Encoding", "deflate"), ("Via", "1.1 x"))));
        await using var gateway = await StartAsync(server.Origin);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x") { Headers = { { "Accept-Encoding", "deflate" } } };

        using var response = await gateway.Client.SendAsync(request);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.False(response.Headers.Contains("Via"));
        Assert.Equal("plain", await response.Content.ReadAsStringAsync());
        Assert.Equal("deflate", Assert.Single(server.Requests).Headers.AcceptEncoding.ToString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_reply_that_does_not_match_its_content_encoding_gives_502(string coding)
    {
        foreach (var body in new[] { "not compressed at all", "\u0001", "\u001f" })
        {
            await using var server = await RecordingServer.StartAsync(200, body, ("Content-Encoding", coding));
            await using var gateway = await StartAsync(server.Origin);

            using var response = await gateway.Client.GetAsync("/x");

            Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
            Assert.Equal("""{"message": "Internal server error"}""", await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_Brotli_reply_is_decompressed_only_when_it_is_complete_and_ends_with_its_coding(int additional)
    {
        var body = Brotli("plain, plain, plain");
        Array.Resize(ref body, body.Length + additional);
        await using var server = await RecordingServer.StartAsync(_ => Task.FromResult(new ServerReply(200, body, ("Content-Encoding", "br"))));
        await using var gateway = await StartAsync(server.Origin);

        using var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(additional == 0 ? HttpStatusCode.OK : HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(additional == 0, await response.Content.ReadAsStringAsync() == "plain, plain, plain");
    }

    [Fact]
    public async Task An_empty_reply_with_a_content_encoding_stays_empty()
    {
        await using var server = await RecordingServer.StartAsync(200, "", ("Content-Encoding", "gzip"));
        await using var gateway = await StartAsync(server.Origin);

        using var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    private static Task<TestGateway> StartAsync(string uri, params (string Target, string Source)[] parameters) => TestGateway.StartAsync(new ApiMethod
    {
        HttpMethod = "ANY",
        ResourcePath = "/{proxy+}",
        Integration = new HttpProxyIntegration
        {
            Uri = uri,
            HttpMethod = "ANY",
            RequestParameters = parameters.ToDictionary(parameter => parameter.Target, parameter => parameter.Source),
        },
    });

    private static byte[] Brotli(string text)
    {
        using var output = new MemoryStream();
        using (var stream = new BrotliStream(output, CompressionMode.Compress))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }

    private static byte[] Deflate(string text)
    {
        using var output = new MemoryStream();
        using (var stream = new ZLibStream(output, CompressionMode.Compress))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }
}
