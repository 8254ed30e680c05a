using System.Net;
using System.Net.Sockets;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Requests;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n")]
    public async Task A_client_that_stops_sending_after_its_request_gets_its_answer(string request)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/"));

        for (var round = 0; round < 5; round++)
        {
            var reply = await ExchangeAsync(gateway.Url.Port, request);
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", reply, StringComparison.Ordinal);
            Assert.Contains("\"resource\":\"/\"", reply, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\nbody")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n")]
    [InlineData("GET / HT")]
    public async Task A_request_without_its_end_is_not_run_and_the_connection_ends(string request)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/"));

        var reply = await Record.ExceptionAsync(() => ExchangeAsync(gateway.Url.Port, request)) is null
            ? ""
            : "the connection was reset";

        Assert.True(reply is "" or "the connection was reset");
        Assert.Empty(gateway.Log.All);
    }

    [Fact]
    public async Task A_request_may_have_any_number_of_headers()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));
        var headers = Enumerable.Range(0, 1000).Select(number => $"X-{number}: 1").ToArray();

        var proxyEvent = await gateway.EventOfRawAsync("/", headers);

        Assert.Equal("1", (string?)proxyEvent["headers"]!["X-999"]);
    }

    [Theory]
    [InlineData(10_239, 200)]
    [InlineData(10_240, 431)]
    public async Task The_values_of_all_headers_together_have_at_most_10240_bytes(int length, int status)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));
        var long1 = new string('x', length / 2);
        var long2 = new string('x', length - length / 2);

        var reply = await ExchangeAsync(
            gateway.Url.Port, $"GET / HTTP/1.1\r\nHost: x\r\nX-A-Name-That-Does-Not-Count: {long1}\r\nX-Two: {long2}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80000000")]
    [InlineData("FFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF")]
    [InlineData("zz")]
    [InlineData("-1")]
    public async Task A_chunk_with_an_impossible_size_gets_400_without_a_body(string size)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));

        var reply = await ExchangeAsync(
            gateway.Url.Port, $"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\nbody\r\n0\r\n\r\n");

        AssertRefused(400, reply);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    public async Task A_request_that_is_not_HTTP_gets_400_without_a_body(string request)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/"));

        AssertRefused(400, await ExchangeAsync(gateway.Url.Port, request));
    }

    [Fact]
    public async Task The_request_id_is_the_own_one_of_the_gateway_when_a_function_or_a_server_sends_one()
    {
        const string other = "11111111-2222-3333-4444-555555555555";
        await using var server = await RecordingServer.StartAsync(200, "", ("X-Amzn-RequestId", other));
        var proxy = new ApiMethod
        {
            HttpMethod = "GET",
            ResourcePath = "/proxy",
            Integration = new HttpProxyIntegration { Uri = server.Origin, HttpMethod = "GET" },
        };
        await using var gateway = await TestGateway.StartAsync(TestApi.Scripted(), proxy);

        using var function = await gateway.ReturnAsync($$$"""{"headers":{"X-Amzn-RequestId":"{{{other}}}"}}""");
        using var forwarded = await gateway.Client.GetAsync("/proxy");

        Assert.Equal(HttpStatusCode.OK, function.StatusCode);
        Assert.NotEqual(other, Assert.Single(function.Headers.GetValues("x-amzn-RequestId")));
        Assert.NotEqual(other, Assert.Single(forwarded.Headers.GetValues("x-amzn-RequestId")));
        Assert.Equal(other, Assert.Single(forwarded.Headers.GetValues("x-amzn-Remapped-x-amzn-RequestId")));
    }

    private static void AssertRefused(int status, string reply)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", reply, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 0\r\n", reply, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", reply, StringComparison.Ordinal);
    }

    /// <summary>Sends a request, stops sending, and reads until the gateway closes the connection.</summary>
    private static async Task<string> ExchangeAsync(int port, string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        socket.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
