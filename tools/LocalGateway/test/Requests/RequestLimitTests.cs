using System.Net;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Requests;

public sealed class RequestLimitTests
{
    private const int Limit = 10 * 1024 * 1024;

    [Fact]
    public async Task A_request_body_over_10_MB_gets_413()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));

        using var response = await gateway.Client.PostAsync("/", new ByteArrayContent(new byte[Limit + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("""{"message":"Request Too Long"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_request_whose_event_exceeds_the_6_MB_of_Lambda_gets_413()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));

        using var response = await gateway.Client.PostAsync("/", new StringContent(new string('x', 6 * 1024 * 1024)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_request_with_headers_over_10240_bytes_gets_431()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var response = await gateway.SendRawAsync("GET / HTTP/1.1", "Host: x", $"X-Long: {new string('x', 10_240)}");

        Assert.Equal(431, response.Status);
    }

    [Fact]
    public async Task A_request_with_a_URL_over_10240_bytes_gets_414()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var response = await gateway.SendRawAsync($"GET /?{new string('x', 10_300)} HTTP/1.1", "Host: x");

        Assert.Equal(414, response.Status);
    }

    [Fact]
    public async Task A_request_with_an_unencoded_pipe_in_the_query_gets_400()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var response = await gateway.SendRawAsync("GET /?a=1|2 HTTP/1.1", "Host: x", "Connection: close");

        Assert.Equal(400, response.Status);
    }
}
