using System.IO.Compression;
using System.Net;
using System.Text;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Compression;

public sealed class RequestInflationTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_request_body_reaches_the_function_decompressed(string coding)
    {
        await using var gateway = await StartAsync();

        var proxyEvent = await gateway.EventOfAsync(Request(coding, Compressed(coding, Encoding.UTF8.GetBytes("the body"))));

        Assert.Equal("the body", (string?)proxyEvent["body"]);
        Assert.Null(proxyEvent["headers"]!["Content-Encoding"]);
    }

    [Fact]
    public async Task An_API_without_compression_passes_a_compressed_body_unchanged()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));

        var proxyEvent = await gateway.EventOfAsync(Request("gzip", Compressed("gzip", "the body"u8.ToArray())));

        Assert.NotEqual("the body", (string?)proxyEvent["body"]);
        Assert.Equal("gzip", (string?)proxyEvent["headers"]!["Content-Encoding"]);
    }

    [Fact]
    public async Task A_body_with_an_unknown_content_coding_passes_unchanged()
    {
        await using var gateway = await StartAsync();

        var proxyEvent = await gateway.EventOfAsync(Request("zstd", "as it is"u8.ToArray()));

        Assert.Equal("as it is", (string?)proxyEvent["body"]);
        Assert.Equal("zstd", (string?)proxyEvent["headers"]!["Content-Encoding"]);
    }

    [Fact]
    public async Task A_body_that_does_not_match_its_content_coding_gets_400()
    {
        await using var gateway = await StartAsync();

        using var response = await gateway.Client.SendAsync(Request("gzip", "not compressed"u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"message": "Invalid request body"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_over_10_MB_after_decompression_gets_413()
    {
        await using var gateway = await StartAsync();

        using var response = await gateway.Client.SendAsync(Request("gzip", Compressed("gzip", new byte[(10 * 1024 * 1024) + 1])));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("""{"message":"Request Too Long"}""", await response.Content.ReadAsStringAsync());
    }

    private static Task<TestGateway> StartAsync() =>
        TestGateway.StartAsync(new TestApi { Methods = [TestApi.Echo("POST", "/")], MinimumCompressionSize = 1000 });

    private static HttpRequestMessage Request(string coding, byte[] body) =>
        new(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) { Headers = { ContentEncoding = { coding } } } };

    private static byte[] Compressed(string coding, byte[] body)
    {
        using var output = new MemoryStream();
        using (Stream stream = coding == "gzip" ? new GZipStream(output, CompressionMode.Compress) : new ZLibStream(output, CompressionMode.Compress))
            stream.Write(body);
        return output.ToArray();
    }
}
