using System.IO.Compression;
using System.Net;
using System.Text;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Compression;

/// <summary>The developer guide: "Call an API method with a compressed payload" and "Enable payload compression for an API".</summary>
public sealed class RequestInflationTests
{
    private const string Text = "the body, the body, the body, the body";

    [Theory]
    [InlineData("gzip", 0)]
    [InlineData("GZIP", 0)]
    [InlineData("deflate", 0)]
    [InlineData("gzip", null)]
    [InlineData("deflate", null)]
    public async Task A_compressed_request_body_reaches_the_function_decompressed(string coding, int? minimum)
    {
        await using var gateway = await StartAsync(minimum);

        var proxyEvent = await gateway.EventOfAsync(Request(coding, Compressed(coding, Text)));

        Assert.Equal(Text, (string?)proxyEvent["body"]);
        Assert.Null(proxyEvent["headers"]!["Content-Encoding"]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task A_body_is_decompressed_when_its_compressed_size_is_at_least_the_minimum(int missing, bool isDecompressed)
    {
        var body = Compressed("gzip", Text);
        await using var gateway = await StartAsync(body.Length - missing);

        var proxyEvent = await gateway.EventOfAsync(Request("gzip", body));

        Assert.Equal(isDecompressed ? Text : Encoding.UTF8.GetString(body), (string?)proxyEvent["body"]);
        Assert.Equal(isDecompressed ? null : "gzip", (string?)proxyEvent["headers"]!["Content-Encoding"]);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity")]
    public async Task A_body_in_the_identity_coding_passes_unchanged(string coding)
    {
        await using var gateway = await StartAsync(0);

        var proxyEvent = await gateway.EventOfAsync(Request(coding, Encoding.UTF8.GetBytes(Text)));

        Assert.Equal(Text, (string?)proxyEvent["body"]);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("x-gzip")]
    [InlineData("gzip, gzip")]
    [InlineData("utf-8")]
    public async Task A_request_with_another_content_coding_gets_415_on_every_method_and_for_every_body(string coding)
    {
        await using var gateway = await StartAsync(null);

        foreach (var body in (byte[][])[[], "not compressed"u8.ToArray(), Compressed("br", Text)])
        {
            using var response = await gateway.Client.SendAsync(Request(coding, body));
            await AssertUnsupportedAsync(response);
        }

        var get = await gateway.SendRawAsync("GET / HTTP/1.1", "Host: x", $"Content-Encoding: {coding}", "Connection: close");
        Assert.Equal((415, """{"message":"Unsupported Media Type"}"""), (get.Status, get.Body));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_body_that_is_not_in_its_coding_gets_415(string coding)
    {
        var body = Compressed(coding, Text);
        var other = Compressed(coding == "gzip" ? "deflate" : "gzip", Text);
        var damaged = body.ToArray();
        damaged[^5] ^= 1;
        byte[][] bodies =
        [
            "not compressed"u8.ToArray(), [0], other, Compressed("br", Text), damaged, body[..^1], body[..(body.Length / 2)], body[..2],
            [.. body, 0], [.. body, 0x1f], [.. body, 0x1f, 0x8b], [.. body, .. "more"u8],
        ];
        await using var large = await StartAsync(0);
        await using var small = await StartAsync(1024);

        foreach (var (gateway, content) in bodies.SelectMany(content => new[] { (large, content), (small, content) }))
        {
            using var response = await gateway.Client.SendAsync(Request(coding, content));
            await AssertUnsupportedAsync(response);
        }
    }

    [Fact]
    public async Task A_gzip_body_may_have_several_members()
    {
        await using var gateway = await StartAsync(0);

        var proxyEvent = await gateway.EventOfAsync(Request("gzip", [.. Compressed("gzip", "one, "), .. Compressed("gzip", "two")]));

        Assert.Equal("one, two", (string?)proxyEvent["body"]);
    }

    [Fact]
    public async Task A_request_with_a_content_coding_and_without_a_body_passes()
    {
        await using var gateway = await StartAsync(0);

        var response = await gateway.SendRawAsync("GET / HTTP/1.1", "Host: x", "Content-Encoding: gzip", "Connection: close");

        Assert.Equal(200, response.Status);
    }

    [Fact]
    public async Task A_body_over_10_MB_after_decompression_gets_413()
    {
        await using var gateway = await StartAsync(null);

        using var response = await gateway.Client.SendAsync(Request("gzip", Compressed("gzip", new byte[(10 * 1024 * 1024) + 1])));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("""{"message":"Request Too Long"}""", await response.Content.ReadAsStringAsync());
    }

    private static Task<TestGateway> StartAsync(int? minimum) =>
        TestGateway.StartAsync(new TestApi { Methods = [TestApi.Echo("ANY", "/")], MinimumCompressionSize = minimum });

    private static async Task AssertUnsupportedAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("""{"message":"Unsupported Media Type"}""", await response.Content.ReadAsStringAsync());
    }

    private static HttpRequestMessage Request(string coding, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return new(HttpMethod.Post, "/") { Content = content };
    }

    private static byte[] Compressed(string coding, string text) => Compressed(coding, Encoding.UTF8.GetBytes(text));

    private static byte[] Compressed(string coding, byte[] body)
    {
        using var output = new MemoryStream();
        using (Stream stream = coding.ToLowerInvariant() switch
        {
            "gzip" => new GZipStream(output, CompressionMode.Compress),
            "br" => new BrotliStream(output, CompressionMode.Compress),
            _ => new ZLibStream(output, CompressionMode.Compress),
        })
        {
            stream.Write(body);
        }

        return output.ToArray();
    }
}
