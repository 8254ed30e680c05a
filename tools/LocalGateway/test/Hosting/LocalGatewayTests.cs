using System.Net.Sockets;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Hosting;

public sealed class LocalGatewayTests
{
    [Fact]
    public async Task Several_gateways_run_at_the_same_time_on_free_ports()
    {
        var gateways = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TestGateway.StartAsync(TestApi.Echo("GET", "/"))));

        var ports = await Task.WhenAll(gateways.Select(async gateway => (string?)(await gateway.EventOfAsync("/"))["headers"]!["X-Forwarded-Port"]));
        foreach (var gateway in gateways)
            await gateway.DisposeAsync();

        Assert.Equal(gateways.Select(gateway => $"{gateway.Url.Port}"), ports);
        Assert.Equal(5, gateways.Select(gateway => gateway.Url.Port).Distinct().Count());
    }

    [Fact]
    public async Task The_gateway_listens_on_the_loopback_address_only()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var listening = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(endpoint => endpoint.Port == gateway.Url.Port);

        Assert.Equal(new(System.Net.IPAddress.Loopback, gateway.Url.Port), Assert.Single(listening));
    }

    [Fact]
    public async Task The_error_names_a_port_that_is_in_use()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));
        var options = new GatewayOptions { Deployment = new TestApi { Methods = [TestApi.Echo("GET", "/")] }.Deploy(), DataFolder = "unused", Port = gateway.Url.Port };

        var exception = await Assert.ThrowsAsync<GatewayException>(() => Gateway.StartAsync(options));

        Assert.StartsWith(
            $"The gateway cannot listen on port {gateway.Url.Port} of 127.0.0.1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_does_not_listen_after_DisposeAsync()
    {
        var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));
        var port = gateway.Url.Port;
        await gateway.DisposeAsync();

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync("127.0.0.1", port));
    }

    [Fact]
    public async Task A_deployment_with_several_APIs_starts_only_with_a_chosen_API()
    {
        var deployment = new TestApi { Methods = [TestApi.Echo("GET", "/")] }.Deploy();
        var two = deployment with { RestApis = [deployment.RestApis[0], deployment.RestApis[0] with { LogicalId = "OtherApi" }] };
        var options = new GatewayOptions { Deployment = two, DataFolder = "unused" };

        var exception = await Assert.ThrowsAsync<GatewayException>(() => Gateway.StartAsync(options));
        await using var chosen = await Gateway.StartAsync(options with { Api = "OtherApi" });

        Assert.Contains("TestApi, OtherApi", exception.Message, StringComparison.Ordinal);
        Assert.Contains("no REST API", (await Assert.ThrowsAsync<GatewayException>(
            () => Gateway.StartAsync(options with { Deployment = new() }))).Message, StringComparison.Ordinal);
        Assert.Contains("NoApi", (await Assert.ThrowsAsync<GatewayException>(
            () => Gateway.StartAsync(options with { Api = "NoApi" }))).Message, StringComparison.Ordinal);
    }
}
