using System.Text.Json.Nodes;
using LocalGateway;
using LocalGateway.Model;
using LocalGateway.Template;
using LocalHost.DynamoDbLocal;
using LocalHost.Functions;
using LocalHost.Live;
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
    private readonly TemplateFiles _files;
    private IReadOnlyDictionary<string, string> _code = new Dictionary<string, string>();
    private IDisposable? _lock;
    private string? _package;
    private DynamoDbLocalProcess? _dynamoDb;
    private Deployment? _deployment;

    /// <exception cref="LocalHostException">The data folder cannot be used.</exception>
    public TemplateDatabase(TemplateHostOptions options)
    {
        _options = options;
        _data = DataFolder.Open(options.DataFolder);
        _files = new TemplateFiles(options, _data);
        var sources = options.SourceFolder is { } folder ? new TemplateSources(folder, options.Sync) : null;
        Live = new LiveTemplate(_files, sources, PrepareAsync);
    }

    /// <summary>The changes of the template after the start.</summary>
    internal LiveTemplate Live { get; }

    /// <summary>What the template declares. Known after the start.</summary>
    public Deployment Deployment => _deployment ?? throw new InvalidOperationException("The database has not been started.");

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
    /// <exception cref="LocalHostException">Something on this machine is missing or already in use, or a file cannot be read.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    /// <exception cref="GatewayException">The API cannot be served, so it cannot be seeded.</exception>
    public async Task<GatewayOptions> StartAsync(CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // It takes longest, so it begins first.
        var startDynamoDb = StartDynamoDbAsync(failed.Token);
        SeedFile? seed;
        try
        {
            seed = _options.SeedFile is null ? null : SeedFile.Read(_options.SeedFile);
            _deployment = _files.Read();
            var locateCode = LocateCodeAsync(_deployment, cancellationToken);
            var warmUp = startDynamoDb.IsCompleted ? Task.CompletedTask : Task.Run(() => WarmUpAsync(cancellationToken), cancellationToken);
            await Task.WhenAll(locateCode, startDynamoDb, warmUp);
            _deployment = await locateCode;
        }
        catch
        {
            await failed.CancelAsync();
            await startDynamoDb.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        using var tables = new LocalTables(Endpoint);
        var areNew = await EnsureTablesAsync(tables, cancellationToken);
        var gateway = new GatewayOptions
        {
            Deployment = Deployment,
            Api = _options.Api,
            DataFolder = _data.FullPath,
            BuiltCode = path => _code[path],
            FunctionVariables = LocalEndpoint.EnvironmentFor(Endpoint, _options.NoTimeouts),
            LibrariesAsProcesses = _options.LibrariesAsProcesses,
            NoTimeouts = _options.NoTimeouts,
            DynamoDbEndpoint = Endpoint,
            DynamoDbCredentials = LocalEndpoint.Credentials,
        };
        if (seed is not null && Seeder.CanSeed(Api, seed))
            await SeedAsync(seed, gateway, async () => areNew || await tables.AreEmptyAsync(Deployment.Tables.Values, cancellationToken), cancellationToken);
        return gateway;
    }

    /// <summary>Prepares faster starts of DynamoDB Local, if this host starts it.</summary>
    internal Task WriteClassArchiveAsync(CancellationToken cancellationToken) =>
        _package is null ? Task.CompletedTask : ClassArchive.WriteAsync(_package, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync();
        _lock?.Dispose();
    }

    private Task WarmUpAsync(CancellationToken cancellationToken) =>
        Deployment.RestApis.FirstOrDefault(api => _options.Api is null || api.LogicalId == _options.Api) is { } api
            ? WarmUp.RunAsync(
                new GatewayOptions { Deployment = Deployment, Api = _options.Api, DataFolder = _data.FullPath }, api, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Finds the code of the functions. In a partial deployment, functions without code become unavailable.</summary>
    private async Task<Deployment> LocateCodeAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var codePaths = deployment.Functions.Values.Where(function => function.Unavailable is null).Select(function => function.CodePath);
        if (!_options.Partial)
        {
            _code = await BuiltCode.LocateAsync(codePaths, _options.Report, cancellationToken);
            return deployment;
        }

        (_code, var missing) = await BuiltCode.LocateAvailableAsync(codePaths, _options.Report, cancellationToken);
        return deployment with
        {
            Functions = deployment.Functions.ToDictionary(
                function => function.Key,
                function => function.Value with
                {
                    Unavailable = function.Value.Unavailable ?? missing.GetValueOrDefault(function.Value.CodePath),
                }),
        };
    }

    /// <summary>Makes a changed template ready: finds new code and creates new tables. Tables that exist keep their items.</summary>
    private async Task<Deployment> PrepareAsync(Deployment changed, CancellationToken cancellationToken)
    {
        var located = await LocateCodeAsync(changed, cancellationToken);
        var tables = located.Tables.Values.Where(table => !IsUnchanged(table)).ToList();
        if (tables.Count > 0)
        {
            using var client = LocalEndpoint.CreateClient(Endpoint);
            await new TableSetup(client).EnsureAsync(tables, cancellationToken);
        }

        _deployment = located;
        return located;

        bool IsUnchanged(DynamoDbTable table) => Deployment.Tables.TryGetValue(table.LogicalId, out var present)
            && present.TableName == table.TableName
            && JsonNode.DeepEquals(present.Properties, table.Properties);
    }

    /// <returns>Whether all tables are new.</returns>
    private async Task<bool> EnsureTablesAsync(LocalTables tables, CancellationToken cancellationToken)
    {
        var wanted = Deployment.Tables.Values.ToList();
        var isOwn = _options.DynamoDbEndpoint is null;
        var isKept = isOwn && !_options.InMemory;
        var definitions = string.Join('\n', wanted.Select(table => $"{table.TableName} {table.Properties.ToJsonString()}"));
        var present = isOwn ? await tables.NamesAsync(cancellationToken) : null;
        if (isKept && _data.RememberedTables() == definitions && wanted.TrueForAll(table => present!.Contains(table.TableName)))
            return false;
        var areNew = present?.Count == 0 && await TryCreateAsync();
        if (!areNew)
        {
            using var client = LocalEndpoint.CreateClient(Endpoint);
            await new TableSetup(client).EnsureAsync(wanted, cancellationToken);
        }

        if (isKept)
            _data.RememberTables(definitions);
        return areNew;

        // Tables that DynamoDB refuses are refused again below, with the reason.
        async Task<bool> TryCreateAsync()
        {
            try
            {
                await tables.CreateAsync(wanted, cancellationToken);
                return true;
            }
            catch (LocalHostException)
            {
                return false;
            }
        }
    }

    /// <summary>Fills empty tables, and completes a seeding that was interrupted.</summary>
    private async Task SeedAsync(
        SeedFile data, GatewayOptions options, Func<Task<bool>> areEmptyAsync, CancellationToken cancellationToken)
    {
        // What is in memory ends with its server.
        var database = _options.DynamoDbEndpoint is null && _options.InMemory
            ? null
            : $"{_options.DynamoDbEndpoint} {string.Join(' ', Deployment.Tables.Values.Select(table => table.TableName))}";
        var isResumed = database is not null && _data.IsSeedingInterrupted(database);
        if (!isResumed && !await areEmptyAsync())
            return;
        _options.Report($"Seeding {data.Items.Count} items …");
        if (database is not null)
            _data.BeginSeeding(database);
        await SendSeedAsync(data, options, isResumed, cancellationToken);
        if (database is not null)
            _data.EndSeeding(database);
        IsSeeded = true;
    }

    // Uses its own gateway. Clients never see partly filled tables, and the log starts with the first client request.
    private async Task SendSeedAsync(SeedFile data, GatewayOptions options, bool isResumed, CancellationToken cancellationToken)
    {
        using var log = new StringWriter();
        try
        {
            await using var gateway = await Gateway.StartAsync(options with { Log = log, NoTimeouts = true }, cancellationToken);
            var userPool = Deployment.UserPools.Values.FirstOrDefault();
            await Seeder.SeedAsync(data, gateway.Url, userPool, _data.FullPath, isResumed, cancellationToken);
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
        _package = await DynamoDbLocalDownload.FetchAsync(_options.DynamoDbLocalCache, _options.Report, cancellationToken);
        var folder = _options.InMemory ? null : _data.Database();
        _dynamoDb = await DynamoDbLocalProcess.StartAsync(_package, folder, cancellationToken, _options.DynamoDbListen);
    }
}
