using System.Globalization;
using LocalGateway.Model;
using LocalGateway.Server;

namespace LocalGateway;

/// <summary>
/// A REST API of a SAM template, served on this machine as API Gateway would serve it. Several can run at the same time.
/// </summary>
public sealed class Gateway : IAsyncDisposable
{
    private readonly GatewayServer _server;
    private readonly LiveApi _api;

    private Gateway(GatewayServer server, LiveApi api, Uri url) => (_server, _api, Url) = (server, api, url);

    /// <summary>Without the stage: <c>http://127.0.0.1:3000/</c>.</summary>
    public Uri Url { get; }

    /// <summary>The deployment that is served. It may be replaced at any time.</summary>
    public Deployment Deployment => _api.Newest.Deployment;

    /// <summary>The functions, methods and authorizers that cannot run on this machine, each with the reason.</summary>
    public IReadOnlyList<string> Unavailable => _api.Newest.Pipeline.Unavailable;

    /// <summary>Starts the gateway. It answers requests once the task has completed.</summary>
    /// <exception cref="GatewayException">The deployment cannot be run, or the port or the data folder cannot be used.</exception>
    public static async Task<Gateway> StartAsync(GatewayOptions options, CancellationToken cancellationToken = default)
    {
        var api = new LiveApi(options, new GatewayLog(options.Log, options.LogStyle, options.Recorder));
        var server = new GatewayServer(api, options.Pages, options.Listen, options.StopLimit, options.TimeProvider);
        try
        {
            var port = await server.StartAsync(options.Port, cancellationToken);
            return new(server, api, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        }
        catch
        {
            await server.DisposeAsync();
            api.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops listening, gives requests in progress up to <see cref="GatewayOptions.StopLimit"/>, then ends the functions' processes and
    /// releases their code.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _api.Dispose();
    }
}
