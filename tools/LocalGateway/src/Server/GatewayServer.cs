using System.Net;
using System.Net.Sockets;
using System.Text;
using LocalGateway.Requests;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LocalGateway.Server;

/// <summary>
/// Kestrel on the loopback address, without a host: no configuration file or variable can open it to other machines. Only
/// <paramref name="address"/> does.
/// </summary>
internal sealed class GatewayServer(
    LiveApi api, RequestDelegate? pages, IPAddress? address, TimeSpan stopLimit, TimeProvider timeProvider)
    : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private KestrelServer? _server;
    private RequestReader? _reader;

    /// <param name="port">Zero selects a free port.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The port that the server listens on.</returns>
    /// <exception cref="GatewayException">The port is in use or not allowed.</exception>
    public async Task<int> StartAsync(int port, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ResponseHeaderEncodingSelector = _ => Encoding.UTF8 };
        options.Limits.MaxRequestBodySize = null;
        // API Gateway limits the bytes of the values, not the number of the headers or the length of their names.
        options.Limits.MaxRequestHeadersTotalSize = 8 * RequestLimits.MaxHeaders;
        options.Limits.MaxRequestHeaderCount = RequestLimits.MaxHeaders;
        options.Limits.MaxRequestLineSize = RequestLimits.MaxUrl + "OPTIONS  HTTP/1.1\r\n".Length;
        if (address is not null && port == 0)
            port = AnyFreePort();
        options.Listen(IPAddress.Loopback, port, Configure);
        if (address is not null)
            options.Listen(address, port, Configure);
        var server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        _server = server;
        try
        {
            await server.StartAsync(this, cancellationToken);
        }
        catch (IOException exception)
        {
            var reason = exception.InnerException?.Message ?? exception.Message;
            throw new GatewayException($"The gateway cannot listen on port {port} of 127.0.0.1{(address is null ? "" : $" and {address}")}: {reason}", exception);
        }

        var bound = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
        _reader = new(bound, timeProvider);
        return bound;
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var aborted = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        if (await RequestRefusal.TryReadAsync(context, _reader!, aborted) is not { } read)
            return;
        using var exchange = read;
        var served = await api.EnterAsync(aborted);
        try
        {
            var answer = served.Value.Local?.Answer(exchange.Request);
            if (answer is null && pages is not null && LocalSite.Own(exchange.Request.RawPath))
            {
                await LocalSite.AnswerAsync(pages, exchange.Request, context);
                return;
            }

            var reply = answer ?? await served.Value.Pipeline.RunAsync(exchange, aborted);
            await ReplyWriter.WriteAsync(reply, context.GetRequiredFeature<IHttpRequestFeature>().Method, context, aborted);
        }
        finally
        {
            served.Leave();
        }
    }

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        using var patience = new CancellationTokenSource(stopLimit);
        await using var end = patience.Token.Register(_ended.Cancel);
        await _server.StopAsync(patience.Token);
        _server.Dispose();
        _ended.Dispose();
    }

    private void Configure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(RequestHeadRecorder.Attach);
        listen.Use(KeepHalfClosed);
    }

    // Two endpoints cannot ask the system for the same free port.
    private static int AnyFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    // Kestrel ends a request when its client stops sending. But the client may still wait for the reply (RFC 9112, 9.6).
    private ConnectionDelegate KeepHalfClosed(ConnectionDelegate next) => connection =>
    {
        connection.ConnectionClosed = _ended.Token;
        return next(connection);
    };
}
