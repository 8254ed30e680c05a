using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Products;
using LambdaCrud.Tests.Support;
using LocalGateway.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class RequestBodyTests
{
    [Theory]
    [MemberData(nameof(MediaTypeCases.Json), MemberType = typeof(MediaTypeCases))]
    public void A_body_is_accepted_only_with_the_media_type_of_JSON(string mediaType, bool isJson) =>
        Assert.Equal(isJson ? null : "unsupported-media-type", Refusal(Post("""{"delta":5}""", mediaType)));

    [Fact]
    public void A_body_without_a_media_type_is_read_as_JSON()
    {
        var request = Post("""{"delta":5}""");
        request.MultiValueHeaders = null;

        Assert.Equal(5, Read(request)?.Delta);
    }

    [Fact]
    public void A_body_with_two_media_types_is_refused()
    {
        var request = Post("""{"delta":5}""");
        request.MultiValueHeaders["content-type"] = ["application/json"];

        Assert.Equal("unsupported-media-type", Refusal(request));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/jsonp")]
    [InlineData("json")]
    [InlineData("")]
    public async Task A_POST_with_another_media_type_gets_415_with_Accept_Post(string mediaType)
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/products", TestApi.ValidBody, ("Content-Type", mediaType)));

        var response = await api.Functions.CreateProduct(request, api.Context);

        Assert.Equal("unsupported-media-type", response.Problem());
        Assert.Equal(415, response.StatusCode);
        Assert.Equal("application/json", response.Headers["Accept-Post"]);
    }

    [Fact]
    public async Task A_PATCH_without_the_media_type_of_a_merge_patch_gets_415_with_Accept_Patch()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);
        var request = TestApi.AsAdmin(TestApi.Request("PATCH", "/products/{id}", "{}", TestApi.Json));

        var response = await api.Functions.PatchProduct(TestApi.Id, request, api.Context);

        Assert.Equal(415, response.StatusCode);
        Assert.Equal("application/merge-patch+json", response.Headers["Accept-Patch"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("""{"delta":1,}""")]
    [InlineData("""{"delta":1}{"delta":1}""")]
    [InlineData("""{'delta':1}""")]
    [InlineData("""{"delta":01}""")]
    [InlineData("""{"delta":1}//""")]
    [InlineData("NaN")]
    public void A_body_that_is_not_JSON_is_refused(string? body) => Assert.Equal("json", Fault(Post(body)));

    [Theory]
    [InlineData("{\"delta\":\"Caf\ufffd\"}")]
    [InlineData("{\"\ufffd\":1}")]
    [InlineData("{\"delta\":1}\ufffd")]
    [InlineData("\ufffd")]
    [InlineData("[[[\"\ufffd\"]]]")]
    [InlineData("{\"delta\":\"\\u00e9\ufffd\"}")]
    public void A_body_with_the_replacement_character_is_refused(string body) => Assert.Equal("encoding", Fault(Post(body)));

    [Theory]
    [InlineData("""{"delta":"\ufffd"}""")]
    [InlineData("""{"delta":"\uFFFD\ufffe\uffff\u0000"}""")]
    [InlineData("{\"delta\":\"\ufffe\uffff\u007f\u0080\u2028\"}")]
    public void A_body_with_an_escaped_replacement_character_is_read(string body) =>
        Assert.Equal("wrong-type", Fault(Post(body)));

    [Theory]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("""{"delta":"\ud83d"}""")]
    [InlineData("""{"delta":"\udE00"}""")]
    [InlineData("""{"delta":"\ude00\ud83d"}""")]
    [InlineData("""{"delta":"\ud83dx\ude00"}""")]
    [InlineData("""{"delta":"\ud83d\n"}""")]
    [InlineData("""{"delta":"\\\ud83d"}""")]
    public void A_body_with_an_escaped_lone_surrogate_is_refused(string body) => Assert.Equal("json", Fault(Post(body)));

    [Fact]
    public void A_body_with_a_lone_surrogate_is_refused() => Assert.Equal("json", Fault(Post("{\"delta\":\"\ud83d\"}")));

    [Theory]
    [InlineData("""{"delta":"\ud83d\ude00"}""")]
    [InlineData("""{"delta":"\\ud83d"}""")]
    [InlineData("""{"delta":"\u00fc\u0000"}""")]
    public void A_body_with_an_escaped_character_is_read(string body) => Assert.Equal("wrong-type", Fault(Post(body)));

    [Theory]
    [InlineData(64, "wrong-type")]
    [InlineData(65, "json")]
    public void A_body_has_at_most_64_levels_of_nesting(int depth, string expected) =>
        Assert.Equal(expected, Fault(Post(new string('[', depth) + new string(']', depth))));

    [Theory]
    [InlineData(65_536, null)]
    [InlineData(65_537, "body-too-large")]
    public void A_body_has_at_most_64_KiB(int size, string? expected) =>
        Assert.Equal(expected, Refusal(Post("""{"delta":5}""".PadRight(size))));

    [Theory]
    [InlineData(65_536, "invalid-body")]
    [InlineData(65_538, "body-too-large")]
    public void The_size_of_a_body_is_counted_in_bytes_of_UTF_8(int size, string expected) =>
        Assert.Equal(expected, Refusal(Post($"\"{new string('ü', (size - 2) / 2)}\"")));

    [Theory]
    [InlineData(65_536, null)]
    [InlineData(65_537, "body-too-large")]
    public void A_base64_body_is_decoded_before_its_size_is_checked(int size, string? expected)
    {
        var request = Post(Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"delta":5}""".PadRight(size))));
        request.IsBase64Encoded = true;

        Assert.Equal(expected, Refusal(request));
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("Iv8i")]
    public void A_body_with_invalid_base64_or_invalid_UTF_8_is_refused(string body)
    {
        var request = Post(body);
        request.IsBase64Encoded = true;

        Assert.Equal("json", Fault(request));
    }

    private static APIGatewayProxyRequest Post(string? body, string mediaType = "application/json") =>
        TestApi.Request("POST", "/products/{id}/stock", body, ("Content-Type", mediaType));

    private static StockAdjustment? Read(APIGatewayProxyRequest request)
    {
        RequestBody.TryRead(request, ApiJson.Default.StockAdjustment, out var value, out _);
        return value;
    }

    /// <summary>The fault in the body, from the only error of the answer.</summary>
    private static string Fault(APIGatewayProxyRequest request)
    {
        RequestBody.TryRead(request, ApiJson.Default.StockAdjustment, out _, out var refusal);
        Assert.Equal("invalid-body", refusal?.Problem?.Code);
        return Assert.Single(refusal!.Problem!.Errors!).Code;
    }

    private static string? Refusal(APIGatewayProxyRequest request)
    {
        RequestBody.TryRead(request, ApiJson.Default.StockAdjustment, out _, out var refusal);
        return refusal?.Problem?.Code;
    }

    [Theory]
    [InlineData("{\"a\":\"\\u00")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ud83d")]
    public void A_body_that_ends_within_an_escape_is_refused(string body) => Assert.Equal("json", Fault(Post(body)));

    [Fact]
    public async Task A_PUT_with_another_media_type_gets_415_with_Accept()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);

        var request = TestApi.Request("PUT", "/products/{id}", TestApi.ValidBody, ("Content-Type", "text/plain"), ("If-Match", "*"));
        var response = await api.Functions.ReplaceProduct(TestApi.Id, TestApi.AsAdmin(request), api.Context);

        Assert.Equal("unsupported-media-type", response.Problem());
        Assert.Equal("application/json", response.Headers["Accept"]);
    }

    [Fact]
    public async Task A_batch_that_is_not_JSON_is_refused()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);

        var response = await api.Batches.CreateProducts(
            TestApi.AsAdmin(TestApi.Request("POST", "/products/batch", "[", TestApi.Json)), api.Context);

        Assert.Equal(["# json"], response.Errors());
    }

    [Fact]
    public void JSON_with_half_of_a_character_after_its_end_is_not_JSON() => Assert.Equal("json", Fault(Post("{\"delta\":5}\ud83d")));

    [Theory]
    [InlineData("{\"a\":\"\\u00e")]
    [InlineData("{\"a\":\"\\u00e9")]
    public void JSON_that_ends_within_or_after_an_escape_is_not_JSON(string body) => Assert.Equal("json", Fault(Post(body)));
}
