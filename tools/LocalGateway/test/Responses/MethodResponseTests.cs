using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Responses;

public sealed class MethodResponseTests
{
    [Theory]
    [InlineData("Connection")]
    [InlineData("Date")]
    [InlineData("Server")]
    [InlineData("server")]
    public async Task A_reply_header_that_the_gateway_sets_itself_is_remapped(string name)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync($$"""{"headers":{"{{name}}":"mine"} }""");

        Assert.Equal("mine", Assert.Single(response.Headers.GetValues($"x-amzn-Remapped-{name}")));
    }

    [Fact]
    public async Task Content_Length_of_the_function_is_remapped_and_the_real_length_is_sent()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync("""{"headers":{"Content-Length":"99"},"body":"four"}""");

        Assert.Equal("99", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Content-Length")));
        Assert.Equal(4, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Transfer_Encoding_of_the_function_is_dropped()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync("""{"headers":{"Transfer-Encoding":"chunked"},"body":"four"}""");

        Assert.False(response.Headers.Contains("Transfer-Encoding"));
        Assert.Equal("four", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("ETag", "\"7\"")]
    [InlineData("Location", "/products/1")]
    [InlineData("Link", "</products?cursor=x>; rel=\"next\"")]
    [InlineData("Retry-After", "3")]
    [InlineData("WWW-Authenticate", "Bearer")]
    public async Task Other_headers_of_a_proxy_response_pass_unchanged(string name, string value)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted());

        using var response = await gateway.ReturnAsync($$"""{"headers":{"{{name}}":{{System.Text.Json.JsonSerializer.Serialize(value)}} } }""");

        Assert.Equal(value, Assert.Single(response.Headers.GetValues(name)));
    }

    [Fact]
    public async Task A_HEAD_request_gets_the_headers_of_the_response_without_its_body()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Lambda("HEAD", "/", "TypedFunction"));

        using var response = await gateway.Client.SendAsync(new(HttpMethod.Head, "/"));

        Assert.Equal("typed HEAD /".Length, response.Content.Headers.ContentLength);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }
}
