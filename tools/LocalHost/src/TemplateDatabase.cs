using LocalGateway;
using LocalGateway.Model;
using LocalGateway.Template;
using LocalHost.DynamoDbLocal;
using LocalHost.Functions;
using LocalHost.Seed;
using LocalHost.Tables;

namespace LocalHost;

/// <summary>
/// DynamoDB with the tables of a SAM template, filled with the seed items if they are empty. Nothing runs before
/// <see cref="StartAsync"/>. Disposing stops everything that was started.
/// </summary>
public sealed class TemplateDatabase : IAsyncDisposable
{
    private readonly TemplateHostOptions _options;
    private readonly DataFolder _data;
    private readonly SeedFile? _seed;
    private IDisposable? _lock;
    private DynamoDbLocalProcess? _dynamoDb;

    /// <exception cref="LocalHostException">The template or the seed file cannot be read, or the data folder cannot be used.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    public TemplateDatabase(TemplateHostOptions options)
    {
        _options = options;
        _seed = options.SeedFile is null ? null : SeedFile.Read(options.SeedFile);
        _data = DataFolder.Open(options.DataFolder);
        Deployment = TemplateHost.LoadTemplate(options.Template, options.Parameters, _data, options.Partial, options.CodePath);
    }

    public Deployment Deployment { get; private set; }

    /// <summary>The API that the options name, or the only API.</summary>
    public RestApi Api => Deployment.RestApis.FirstOrDefault(api => _options.Api is null || api.LogicalId == _options.Api)
        ?? throw new GatewayException(_options.Api is { } wanted ? $"The template has no API {wanted}." : "The template has no REST API.");

    /// <summary>How programs on this machine reach DynamoDB.</summary>
    public Uri Endpoint => _options.DynamoDbEndpoint ?? _dynamoDb!.Endpoint;

    /// <summary>Whether the seed items were written at this start.</summary>
    public bool IsSeeded { get; private set; }

    /// <summary>Completes with the reason when DynamoDB Local exits unexpectedly.</summary>
    public Task<string> Ended => _dynamoDb?.Exited ?? new TaskCompletionSource<string>().Task;

    /// <summary>The tables exist when the task completes. The result has the options for a gateway that serves the API on them.</summary>
    /// <exception cref="LocalHostException">Something on this machine is missing or already in use.</exception>
    /// <exception cref="GatewayException">The API cannot be served, so it cannot be seeded.</exception>
    public async Task<GatewayOptions> StartAsync(CancellationToken cancellationToken)
    {
        var codePaths = Deployment.Functions.Values.Where(function => function.Unavailable is null).Select(function => function.CodePath);
        var locateCode = LocateCodeAsync(codePaths, cancellationToken);
        await Task.WhenAll(locateCode, StartDynamoDbAsync(cancellationToken));
        var code = await locateCode;

        using var client = LocalEndpoint.CreateClient(Endpoint);
        var tables = new TableSetup(client);
        await tables.EnsureAsync(Deployment.Tables.Values, cancellationToken);
        var gateway = new GatewayOptions
        {
            Deployment = Deployment,
            Api = _options.Api,
            DataFolder = _data.FullPath,
            BuiltCode = path => code[path],
            FunctionVariables = LocalEndpoint.EnvironmentFor(Endpoint),
            DynamoDbEndpoint = Endpoint,
            DynamoDbCredentials = LocalEndpoint.Credentials,
        };
        if (_seed is not null
            && Seeder.CanSeed(Api, _seed)
            && await tables.AreEmptyAsync(Deployment.Tables.Values, cancellationToken))
        {
            _options.Report($"Seeding {_seed.Items.Count} items …");
            await SeedAsync(_seed, gateway, cancellationToken);
            IsSeeded = true;
        }

        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync();
        _lock?.Dispose();
    }

    /// <summary>In a partial deployment, functions without code become unavailable.</summary>
    private async Task<IReadOnlyDictionary<string, string>> LocateCodeAsync(
        IEnumerable<string> codePaths, CancellationToken cancellationToken)
    {
        if (!_options.Partial)
            return await BuiltCode.LocateAsync(codePaths, _options.Report, cancellationToken);
        var (folders, missing) = await BuiltCode.LocateAvailableAsync(codePaths, _options.Report, cancellationToken);
        Deployment = Deployment with
        {
            Functions = Deployment.Functions.ToDictionary(
                function => function.Key,
                function => function.Value with
                {
                    Unavailable = function.Value.Unavailable ?? missing.GetValueOrDefault(function.Value.CodePath),
                }),
        };
        return folders;
    }

    // Uses its own gateway. Clients never see partly filled tables, and the log starts with the first client request.
    private async Task SeedAsync(SeedFile data, GatewayOptions options, CancellationToken cancellationToken)
    {
        using var log = new StringWriter();
        try
        {
            await using var gateway = await Gateway.StartAsync(options with { Log = log }, cancellationToken);
            var userPool = Deployment.UserPools.Values.FirstOrDefault();
            await Seeder.SeedAsync(data, gateway.Url, userPool, _data.FullPath, cancellationToken);
        }
        catch (LocalHostException)
        {
            await _options.Log.WriteAsync(log.ToString());
            throw;
        }
    }

    private async Task StartDynamoDbAsync(CancellationToken cancellationToken)
    {
        if (_options.DynamoDbEndpoint is not null)
            return;
        if (!_options.InMemory)
            _lock = _data.LockDatabase();
        var package = await DynamoDbLocalDownload.FetchAsync(_options.DynamoDbLocalCache, _options.Report, cancellationToken);
        _dynamoDb = await DynamoDbLocalProcess.StartAsync(package, _options.InMemory ? null : _data.Database(), cancellationToken, _options.DynamoDbListen);
    }
}
