using System.IO.Compression;
using System.Text.Json.Nodes;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>Binary media types, a conversion to text, compression, an access log; events merged into a definition.</summary>
public sealed class ImagesTests
{
    private const string File = "images.yaml";

    [Theory]
    [InlineData("image/png", "hi!")]
    [InlineData("image/png, text/html", "hi!")]
    [InlineData("text/html, image/png", "aGkh")]
    [InlineData("image/*", "aGkh")]
    [InlineData(null, "aGkh")]
    public async Task The_first_media_type_of_Accept_decides_whether_the_base64_body_of_a_function_is_decoded(string? accept, string body)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync("GET", "/thumbnail", accept is null ? [] : [("Accept", accept)]).AnswersAsync(200, body);
    }

    [Theory]
    [InlineData("image/png", true, "aMOk")]
    [InlineData("application/octet-stream", true, "aMOk")]
    [InlineData("image/gif", false, "hä")]
    public async Task A_body_with_a_binary_media_type_reaches_the_function_as_base64(string mediaType, bool isBase64, string body)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendBodyAsync("POST", "/images", "hä", mediaType);

        var request = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((isBase64, body), ((bool)request["isBase64Encoded"]!, (string?)request["body"]));
    }

    [Fact]
    public async Task CONVERT_TO_TEXT_gives_a_template_the_base64_of_a_binary_body()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendBodyAsync("POST", "/text", "hi!", "image/png");

        Assert.Equal("aGkh", response.Header("X-Picture"));
    }

    [Fact]
    public async Task A_reply_of_the_minimum_size_is_compressed_for_a_client_that_accepts_gzip()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("GET", "/palette", ("Accept-Encoding", "gzip"));
        using var shorter = await gateway.SendAsync("GET", "/thumbnail", ("Accept-Encoding", "gzip"));

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        using var inflated = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(await gateway.TextOfAsync("/palette"), await inflated.ReadToEndAsync());
        Assert.Empty(shorter.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_empty_value_in_the_access_log_is_a_hyphen()
    {
        var lines = new LogLines();
        await using var gateway = await TemplateGateway.StartAsync(File, options => options with { AccessLog = lines });

        using var response = await gateway.SendAsync("GET", "/thumbnail");

        Assert.Equal($"\"{response.Header("x-amzn-RequestId")}\" /prod/thumbnail 200 4 -", await lines.WaitForAsync(_ => true));
    }
}
