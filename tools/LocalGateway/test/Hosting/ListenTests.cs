using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Hosting;

public sealed class ListenTests
{
    // A machine without a network has only its loopback addresses.
    private static readonly IPAddress Address = NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task By_default_no_other_address_of_this_machine_is_served()
    {
        await using var gateway = await StartAsync(null);

        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Client.GetAsync(AtAddress(gateway, "/")));
    }

    [Fact]
    public async Task With_an_address_both_it_and_loopback_are_served_and_the_source_is_the_caller()
    {
        await using var gateway = await StartAsync(Address);

        Assert.Equal("127.0.0.1", Source(await gateway.EventOfAsync("/")));
        Assert.Equal(
            IPAddress.IsLoopback(Address) ? "127.0.0.1" : Address.ToString(),
            Source(await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Get, AtAddress(gateway, "/")))));

        static string? Source(System.Text.Json.Nodes.JsonObject proxyEvent) => (string?)proxyEvent["requestContext"]!["identity"]!["sourceIp"];
    }

    [Theory]
    [InlineData(null, null, 400)]
    [InlineData(null, "http://{0}:8080", 400)]
    [InlineData("evil.example", null, 403)]
    [InlineData("198.51.100.1", null, 403)]
    [InlineData(null, "http://evil.example", 403)]
    public async Task The_token_endpoint_answers_at_the_address_and_refuses_other_hosts_and_origins(string? host, string? origin, int status)
    {
        await using var gateway = await StartAsync(Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, AtAddress(gateway, "/_local/token"))
        {
            Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", string.Format(System.Globalization.CultureInfo.InvariantCulture, origin, Address));

        await gateway.Client.SendAsync(request).HasStatusAsync(status);
    }

    private static Uri AtAddress(TestGateway gateway, string path) => new($"http://{Address}:{gateway.Url.Port}{path}");

    private static Task<TestGateway> StartAsync(IPAddress? listen) => TestGateway.StartAsync(
        new TestApi { Methods = [TestApi.Echo("GET", "/")] }, options => options with { Listen = listen, ServeTokens = true });
}
