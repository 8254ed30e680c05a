using System.Net;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.LambdaProxy;

public sealed class ProxyResponseTests
{
    [Theory]
    [InlineData("{}", 200, "")]
    [InlineData("""{"body":"x"}""", 200, "x")]
    [InlineData("""{"statusCode":201,"body":"x"}""", 201, "x")]
    [InlineData("""{"statusCode":"201"}""", 201, "")]
    [InlineData("""{"statusCode":404,"headers":null,"multiValueHeaders":null,"body":null,"isBase64Encoded":false}""", 404, "")]
    [InlineData("""{"body":"tab\t\u00e9\ud83d\ude00 \u003c"}""", 200, "tab\t\u00e9\ud83d\ude00 <")]
    [InlineData(""" {"statusCode":418} """, 418, "")]
    public async Task The_result_of_the_function_becomes_the_response(string result, int status, string body)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync(result);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("""{"statusCode":200,"cookies":[]}""")]
    [InlineData("""{"StatusCode":200}""")]
    [InlineData("""{"statusCode":"test"}""")]
    [InlineData("""{"statusCode":true}""")]
    [InlineData("""{"statusCode":20}""")]
    [InlineData("""{"statusCode":6000}""")]
    [InlineData("""{"body":{"a":1}}""")]
    [InlineData("""{"body":1}""")]
    [InlineData("""{"headers":[]}""")]
    [InlineData("""{"headers":{"a":{}}}""")]
    [InlineData("""{"headers":{"a b":"x"}}""")]
    [InlineData("""{"headers":{"a":"x\r\nSet-Cookie: y"}}""")]
    [InlineData("""{"multiValueHeaders":{"a":"x"}}""")]
    [InlineData("""{"isBase64Encoded":"yes"}""")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("<html>")]
    [InlineData(" ")]
    [InlineData("""{"body":"\ud800"}""")]
    public async Task A_result_that_is_not_a_proxy_response_gives_502(string result)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync(result);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("InternalServerErrorException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Contains("Malformed Lambda proxy response", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_UTF_8_gives_502()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(BrokenTextFunction)));

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task A_result_over_6_MB_gives_502()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(HugeFunction)));

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task Header_values_may_be_booleans_and_numbers()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync("""{"headers":{"x-flag":true,"x-count":12.50},"multiValueHeaders":{"x-list":[false,7]}}""");

        Assert.Equal("true", Assert.Single(response.Headers.GetValues("x-flag")));
        Assert.Equal("12.50", Assert.Single(response.Headers.GetValues("x-count")));
        Assert.Equal(["false", "7"], response.Headers.GetValues("x-list"));
    }

    [Fact]
    public async Task A_header_in_both_maps_has_the_values_and_the_casing_of_multiValueHeaders_first()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("GET", "/", nameof(BothMapsFunction)));

        var response = await gateway.SendRawAsync("GET / HTTP/1.1", "Host: x", "Connection: close");

        Assert.Equal(["X-Tag: a", "X-Tag: b", "X-Tag: c"], response.HeaderLines.Where(line => line.StartsWith("x-tag", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task The_content_type_of_the_function_wins_over_application_json()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync("""{"headers":{"content-type":"text/html; charset=utf-8"},"body":"<p>"}""");

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("*/*", "text/plain", "hi!")]
    [InlineData("image/*", "image/png", "hi!")]
    [InlineData("image/png", "image/png, text/html", "hi!")]
    [InlineData("image/png", "IMAGE/png;q=0.5", "hi!")]
    [InlineData("image/png", "text/html, image/png", "aGkh")]
    [InlineData("image/png", "image/*", "aGkh")]
    [InlineData("*/png", "image/png", "aGkh")]
    [InlineData("image/png", "*/*", "aGkh")]
    public async Task Base64_is_decoded_when_the_first_media_type_of_accept_is_binary(string binaryMediaType, string accept, string body)
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi { Methods = [TestApi.Lambda("GET", "/", nameof(Base64Function))], BinaryMediaTypes = [binaryMediaType] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_content_type_of_the_response_does_not_affect_base64_decoding()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Scripted()], BinaryMediaTypes = ["image/png"] });

        using var response = await gateway.ReturnAsync("""{"headers":{"Content-Type":"image/png"},"body":"aGkh","isBase64Encoded":true}""");

        Assert.Equal("aGkh", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_invalid_base64_body_gives_500_when_it_must_be_decoded()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Scripted()], BinaryMediaTypes = ["image/png"] });

        using var response = await gateway.ReturnAsync("""{"body":"not base64","isBase64Encoded":true}""", "/", ("Accept", "image/png"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task An_integration_method_other_than_POST_gives_500()
    {
        var method = TestApi.Echo("GET", "/");
        await using var gateway = await TestGateway.StartAsync(
            method with { Integration = ((LambdaProxyIntegration)method.Integration) with { HttpMethod = "GET" } });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message":"Internal server error"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    [InlineData(304)]
    public async Task A_204_205_or_304_reply_has_no_body_and_the_connection_stays_open(int status)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync($$"""{"statusCode":{{status}},"body":"ignored"}""");
        using var next = await gateway.ReturnAsync("""{"body":"next"}""");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Equal("next", await next.Content.ReadAsStringAsync());
    }
}
