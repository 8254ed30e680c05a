using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.Mapping;

/// <summary>The two tables in the documentation of API Gateway ("Content type conversions").</summary>
public sealed class ContentHandlingTests
{
    private static readonly byte[] Data = [0xff, 0x00, 0x80];
    private static readonly string DataBase64 = Convert.ToBase64String(Data);

    [Theory]
    [InlineData(null)]
    [InlineData(ContentHandling.ConvertToBinary)]
    public async Task A_binary_request_payload_passes_unchanged_without_CONVERT_TO_TEXT(ContentHandling? handling) =>
        Assert.Equal(Data, await SentAsync(handling, "image/png", Data));

    [Fact]
    public async Task A_binary_request_payload_becomes_base64_text_with_CONVERT_TO_TEXT() =>
        Assert.Equal(DataBase64, Encoding.ASCII.GetString(await SentAsync(ContentHandling.ConvertToText, "image/png", Data)));

    [Fact]
    public async Task A_base64_request_payload_is_decoded_with_CONVERT_TO_BINARY() =>
        Assert.Equal(Data, await SentAsync(ContentHandling.ConvertToBinary, "text/plain", Encoding.ASCII.GetBytes(DataBase64)));

    [Theory]
    [InlineData(null)]
    [InlineData(ContentHandling.ConvertToText)]
    public async Task A_text_request_payload_is_UTF_8_and_invalid_bytes_are_replaced(ContentHandling? handling) =>
        Assert.Equal("a\uFFFDé", Encoding.UTF8.GetString(await SentAsync(handling, "text/plain", [0x61, 0xff, 0xc3, 0xa9])));

    [Fact]
    public async Task A_request_payload_that_is_not_base64_gives_500_with_CONVERT_TO_BINARY()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await StartAsync(server, ContentHandling.ConvertToBinary);

        using var response = await PostAsync(gateway, "text/plain", "not base64!"u8.ToArray());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.InternalServerError)]
    [InlineData(ContentHandling.ConvertToText, HttpStatusCode.OK)]
    public async Task A_template_can_read_a_binary_payload_only_with_CONVERT_TO_TEXT(ContentHandling? handling, HttpStatusCode status)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await StartAsync(server, handling, new Dictionary<string, string> { ["image/png"] = "body $input.body" });

        using var response = await PostAsync(gateway, "image/png", Data);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? [$"body {DataBase64}"] : [], server.Requests.Select(request => request.Text));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.InternalServerError)]
    [InlineData(ContentHandling.ConvertToText, HttpStatusCode.OK)]
    public async Task A_preflight_template_needs_CONVERT_TO_TEXT_when_all_media_types_are_binary(
        ContentHandling? handling, HttpStatusCode status)
    {
        var method = Methods.Of(new MockIntegration { RequestTemplates = Methods.Json("""{"statusCode":200}"""), Responses = Methods.Default, ContentHandling = handling }, "OPTIONS");
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [method], BinaryMediaTypes = ["*/*"] });

        using var response = await gateway.Client.SendAsync(new(HttpMethod.Options, "/"));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("image/png", "text/plain", null, "base64")]
    [InlineData("image/png", "text/plain", ContentHandling.ConvertToBinary, "data")]
    [InlineData("image/png", "text/plain", ContentHandling.ConvertToText, "base64")]
    [InlineData("image/png", "image/png", null, "data")]
    [InlineData("image/png", "image/png", ContentHandling.ConvertToBinary, "data")]
    [InlineData("image/png", "image/png", ContentHandling.ConvertToText, "base64")]
    public async Task A_binary_reply_reaches_the_client_as_the_conversion_table_says(
        string contentType, string accept, ContentHandling? handling, string form) =>
        Assert.Equal(form == "data" ? Data : Encoding.ASCII.GetBytes(DataBase64), await ReceivedAsync(contentType, Data, accept, handling));

    [Theory]
    [InlineData("text/plain", null, "base64")]
    [InlineData("text/plain", ContentHandling.ConvertToBinary, "data")]
    [InlineData("text/plain", ContentHandling.ConvertToText, "base64")]
    [InlineData("image/png", null, "data")]
    [InlineData("image/png, text/plain", null, "data")]
    [InlineData("text/plain, image/png", null, "base64")]
    [InlineData("image/png", ContentHandling.ConvertToText, "base64")]
    public async Task A_base64_text_reply_reaches_the_client_as_the_conversion_table_says(
        string accept, ContentHandling? handling, string form) =>
        Assert.Equal(form == "data" ? Data : Encoding.ASCII.GetBytes(DataBase64), await ReceivedAsync("application/json", Encoding.ASCII.GetBytes(DataBase64), accept, handling));

    [Fact]
    public async Task A_text_reply_that_is_not_base64_gives_500_for_a_client_that_accepts_a_binary_type()
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await StartAsync(server, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Headers = { { "Accept", "image/png" } } };

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private static async Task<byte[]> SentAsync(ContentHandling? handling, string contentType, byte[] payload)
    {
        await using var server = await RecordingServer.StartAsync();
        await using var gateway = await StartAsync(server, handling);
        using var response = await PostAsync(gateway, contentType, payload);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Assert.Single(server.Requests).Body;
    }

    private static async Task<byte[]> ReceivedAsync(string contentType, byte[] reply, string accept, ContentHandling? handling)
    {
        await using var server = await RecordingServer.StartAsync(_ => Task.FromResult(new ServerReply(200, reply, ("Content-Type", contentType))));
        var response = Methods.Response(200) with { ContentHandling = handling };
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Methods.Of(new HttpIntegration { Uri = server.Origin, HttpMethod = "POST", Responses = [response] })],
            BinaryMediaTypes = ["image/png"],
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await gateway.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static Task<TestGateway> StartAsync(RecordingServer server, ContentHandling? handling, IReadOnlyDictionary<string, string>? templates = null) => TestGateway.StartAsync(new TestApi
    {
        Methods =
        [
            Methods.Of(new HttpIntegration
            {
                Uri = server.Origin,
                HttpMethod = "POST",
                ContentHandling = handling,
                RequestTemplates = templates ?? new Dictionary<string, string>(),
                Responses = Methods.Default,
            }),
        ],
        BinaryMediaTypes = ["image/png"],
    });

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string contentType, byte[] payload)
    {
        var content = new ByteArrayContent(payload);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return gateway.Client.PostAsync("/", content);
    }
}
