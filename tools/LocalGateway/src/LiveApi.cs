using LocalGateway.Compression;
using LocalGateway.Functions;
using LocalGateway.Integrations.Http;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Server;
using LocalGateway.Template;
using LocalGateway.Throttling;

namespace LocalGateway;

/// <summary>
/// The newest state of the deployment that can be served. A change takes effect at the next request. A change that cannot be served is
/// logged, and the last good state keeps serving.
/// </summary>
internal sealed class LiveApi : IDisposable
{
    private readonly GatewayOptions _options;
    private readonly GatewayLog _log;
    private readonly Inflation _inflation = new();
    private readonly Backend _backend;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _lock = new();
    private volatile bool _isReading;
    private Shared<ServedApi> _current;

    /// <exception cref="GatewayException">The deployment of the options cannot be run.</exception>
    public LiveApi(GatewayOptions options, GatewayLog log)
    {
        (_options, _log) = (options, log);
        _backend = new(_inflation);
        try
        {
            _current = new(Create(options.Deployment, earlier: null));
        }
        catch
        {
            _backend.Dispose();
            _inflation.Dispose();
            throw;
        }
    }

    /// <summary>The newest state. It may be replaced at any time.</summary>
    public ServedApi Newest
    {
        get
        {
            lock (_lock)
                return _current.Value;
        }
    }

    /// <summary>The state for one request. The caller must leave it.</summary>
    public async ValueTask<Shared<ServedApi>> EnterAsync(CancellationToken cancellationToken)
    {
        // The order matters: a read that begins after the first look sets the flag before the source stops reporting the change.
        if (_options.Source is { } source && (source.HasChanged || _isReading))
            await FollowAsync(source, cancellationToken);
        lock (_lock)
            return _current.Enter();
    }

    /// <summary>No request may be in progress.</summary>
    public void Dispose()
    {
        _current.Leave();
        _backend.Dispose();
        _inflation.Dispose();
        _gate.Dispose();
    }

    private async Task FollowAsync(IDeploymentSource source, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // The request before this one may have read the change.
            if (!source.HasChanged)
                return;
            _isReading = true;
            if (await source.ReadAsync(CancellationToken.None) is { } change)
                Replace(change);
        }
        catch (Exception exception) when (exception is GatewayException or TemplateException)
        {
            _log.Write($"NOT RELOADED, the last good state keeps serving: {exception.Message}");
        }
        finally
        {
            _isReading = false;
            _gate.Release();
        }
    }

    private void Replace(DeploymentChange change)
    {
        var (deployment, cause) = change;
        var earlier = Newest;
        var next = new Shared<ServedApi>(Create(deployment, earlier));
        Shared<ServedApi> replaced;
        lock (_lock)
            (replaced, _current) = (_current, next);
        replaced.Leave();
        var functions = next.Value.Functions == earlier.Functions ? "the functions stay warm" : "the functions start again";
        _log.Write($"RELOAD {cause}: {functions}, the response cache is empty, unchanged limits keep their counts");
        foreach (var unavailable in next.Value.Pipeline.Unavailable.Except(earlier.Pipeline.Unavailable))
            _log.Write($"Not running: {unavailable}");
    }

    private ServedApi Create(Deployment deployment, ServedApi? earlier)
    {
        var options = _options with { Deployment = deployment };
        var api = Choose(options);
        var isSame = earlier is not null && ServedApi.HaveSameFunctions(earlier.Deployment, deployment);
        var functions = isSame ? earlier!.Functions.Enter() : new(CreateFunctions(options, isReplacement: earlier is not null));
        try
        {
            var limits = new KeptLimits(earlier?.Limits);
            var pipeline = new Pipeline(api, functions.Value, _backend, _inflation, options, limits, _log);
            limits.Seal();
            if (options.Pages is not null)
                LocalSite.Reserve(api);
            return new(deployment, pipeline, LocalEndpoints.Create(api, options), functions, limits);
        }
        catch
        {
            functions.Leave();
            throw;
        }
    }

    private FunctionHost CreateFunctions(GatewayOptions options, bool isReplacement) => new(options.Deployment, new()
    {
        Region = options.Deployment.Region,
        AccountId = options.Deployment.AccountId,
        MaxEnvironments = options.MaxEnvironmentsPerFunction,
        HostVariables = options.FunctionVariables,
        BuiltCode = options.BuiltCode,
        IsReplacement = isReplacement,
        LibrariesAsProcesses = options.LibrariesAsProcesses,
        Limits = new TimeLimits(options.NoTimeouts),
        TimeProvider = options.TimeProvider,
        Log = _log,
    });

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
