using System.IO.Compression;
using System.Net;
using System.Text;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Compression;

public sealed class ReplyCompressionTests
{
    private const string Text = "a text that is long enough, a text that is long enough";

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("deflate", "deflate")]
    [InlineData("GZIP", "gzip")]
    [InlineData("deflate, gzip", "deflate")]
    [InlineData("deflate,gzip", "deflate")]
    [InlineData("gzip, deflate, br", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("gzip;q=1.0,identity;q=0.5,*;q=0", "gzip")]
    [InlineData("deflate;q=0.5,gzip;q=1.0", "gzip")]
    [InlineData("gzip;q=0.5, deflate;q=0.8", "deflate")]
    [InlineData("gzip;q=0, deflate", "deflate")]
    public async Task A_reply_is_compressed_with_the_coding_that_the_client_prefers(string acceptEncoding, string coding)
    {
        await using var gateway = await StartAsync(10);

        using var response = await PostAsync(gateway, Text, acceptEncoding);

        Assert.Equal(coding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal(Text, await InflateAsync(response, coding));
        Assert.NotEqual(Text.Length, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("identity, gzip")]
    [InlineData("gzip;q=0")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*, gzip")]
    [InlineData("br, gzip")]
    [InlineData("zstd;q=0.9, gzip;q=0.8")]
    [InlineData("x-gzip, gzip")]
    [InlineData("=;,")]
    public async Task A_reply_is_not_compressed_when_the_first_choice_of_the_client_is_not_supported(string? acceptEncoding)
    {
        await using var gateway = await StartAsync(10);

        using var response = await PostAsync(gateway, Text, acceptEncoding);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(Text, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(54, true)]
    [InlineData(55, false)]
    [InlineData(0, true)]
    [InlineData(null, false)]
    public async Task A_reply_is_compressed_when_its_size_is_at_least_the_minimum(int? minimum, bool isCompressed)
    {
        await using var gateway = await StartAsync(minimum);

        using var response = await PostAsync(gateway, Text, "gzip");

        Assert.Equal(54, Text.Length);
        Assert.Equal(isCompressed ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_empty_reply_is_not_compressed()
    {
        await using var gateway = await StartAsync(0);

        using var response = await PostAsync(gateway, "", "gzip");

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(0, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Gateway_responses_are_not_compressed()
    {
        await using var gateway = await StartAsync(0);

        using var response = await PostAsync(gateway, Text, "gzip", "/unknown");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_reply_that_is_already_encoded_is_not_compressed_again()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Scripted()], MinimumCompressionSize = 0 });

        using var response = await gateway.ReturnAsync("""{"headers":{"Content-Encoding":"br"},"body":"as it is"}""", "/", ("Accept-Encoding", "gzip"));

        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal("as it is", await response.Content.ReadAsStringAsync());
    }

    private static Task<TestGateway> StartAsync(int? minimum) => TestGateway.StartAsync(new TestApi
    {
        Methods = [TestApi.Scripted()],
        MinimumCompressionSize = minimum,
    });

    private static async Task<HttpResponseMessage> PostAsync(TestGateway gateway, string body, string? acceptEncoding, string path = "/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent($$"""{"body":"{{body}}"}""") };
        if (acceptEncoding is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        return await gateway.Client.SendAsync(request);
    }

    private static async Task<string> InflateAsync(HttpResponseMessage response, string coding)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream inflated = coding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : new ZLibStream(body, CompressionMode.Decompress);
        return await new StreamReader(inflated, Encoding.UTF8).ReadToEndAsync();
    }
}
