using System.Globalization;
using LocalGateway.Compression;
using LocalGateway.Functions;
using LocalGateway.Integrations.Http;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Server;

namespace LocalGateway;

/// <summary>
/// A REST API of a SAM template, served on this machine as API Gateway would serve it. Several can run at the same time.
/// </summary>
public sealed class Gateway : IAsyncDisposable
{
    private readonly GatewayServer _server;
    private readonly FunctionHost _functions;
    private readonly Backend _backend;
    private readonly Inflation _inflation;

    private Gateway(
        GatewayServer server, FunctionHost functions, Backend backend, Inflation inflation, Uri url, IReadOnlyList<string> unavailable) =>
        (_server, _functions, _backend, _inflation, Url, Unavailable) = (server, functions, backend, inflation, url, unavailable);

    /// <summary>Without the stage: <c>http://127.0.0.1:3000/</c>.</summary>
    public Uri Url { get; }

    /// <summary>The methods and authorizers of a partial deployment that cannot run on this machine, each with the reason.</summary>
    public IReadOnlyList<string> Unavailable { get; }

    /// <summary>Starts the gateway. It answers requests once the task has completed.</summary>
    /// <exception cref="GatewayException">The deployment cannot be run, or the port or the data folder cannot be used.</exception>
    public static async Task<Gateway> StartAsync(GatewayOptions options, CancellationToken cancellationToken = default)
    {
        var api = Choose(options);
        var log = new GatewayLog(options.Log);
        var functions = new FunctionHost(options.Deployment, new()
        {
            Region = options.Deployment.Region,
            AccountId = options.Deployment.AccountId,
            MaxEnvironments = options.MaxEnvironmentsPerFunction,
            HostVariables = options.FunctionVariables,
            BuiltCode = options.BuiltCode,
            TimeProvider = options.TimeProvider,
            Log = log,
        });
        var inflation = new Inflation();
        var backend = new Backend(inflation);
        GatewayServer? server = null;
        try
        {
            var pipeline = new Pipeline(api, options.Deployment, functions, backend, inflation, options, log);
            server = new(pipeline, LocalEndpoints.Create(api, options), options.TimeProvider);
            var port = await server.StartAsync(options.Port, cancellationToken);
            var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            return new(server, functions, backend, inflation, url, pipeline.Unavailable);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            functions.Dispose();
            backend.Dispose();
            inflation.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening, gives requests in progress two seconds, then releases the functions' code.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _functions.Dispose();
        _backend.Dispose();
        _inflation.Dispose();
    }

    private static RestApi Choose(GatewayOptions options)
    {
        var apis = options.Deployment.RestApis;
        if (options.Api is { } wanted)
            return apis.FirstOrDefault(api => api.LogicalId == wanted)
                ?? throw new GatewayException($"The template has no API {wanted}.");
        return apis switch
        {
            [var only] => only,
            [] => throw new GatewayException("The template has no REST API."),
            _ => throw new GatewayException(
                "The template has several REST APIs. Choose one: "
                + $"{string.Join(", ", apis.Select(api => api.LogicalId))}."),
        };
    }
}
