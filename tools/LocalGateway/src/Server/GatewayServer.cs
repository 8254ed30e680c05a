using System.Net;
using System.Text;
using LocalGateway.LocalTokens;
using LocalGateway.Requests;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LocalGateway.Server;

/// <summary>Kestrel on the loopback address, without a host: no configuration file or variable can open it to other machines.</summary>
internal sealed class GatewayServer(Pipeline pipeline, LocalEndpoints? local, TimeProvider timeProvider)
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
        options.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(RequestHeadRecorder.Attach);
            listen.Use(KeepHalfClosed);
        });
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
            throw new GatewayException($"The gateway cannot listen on port {port} of 127.0.0.1: {reason}", exception);
        }

        var bound = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;
        _reader = new(bound, timeProvider);
        return bound;
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var aborted = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        if (await RequestRefusal.TryAsync(context, () => _reader!.ReadAsync(context, aborted)) is not { } read)
            return;
        using var exchange = read;
        var reply = local?.Answer(exchange.Request) ?? await pipeline.RunAsync(exchange, aborted);
        await ReplyWriter.WriteAsync(reply, context.GetRequiredFeature<IHttpRequestFeature>().Method, context, aborted);
    }

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await using var end = patience.Token.Register(_ended.Cancel);
        await _server.StopAsync(patience.Token);
        _server.Dispose();
        _ended.Dispose();
    }

    // Kestrel ends a request when its client stops sending. But the client may still wait for the reply (RFC 9112, 9.6).
    private ConnectionDelegate KeepHalfClosed(ConnectionDelegate next) => connection =>
    {
        connection.ConnectionClosed = _ended.Token;
        return next(connection);
    };
}
