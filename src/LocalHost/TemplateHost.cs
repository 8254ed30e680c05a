using ApiGateway;
using ApiGateway.Model;
using ApiGateway.Template;
using LocalHost.DynamoDbLocal;
using LocalHost.Functions;
using LocalHost.Seed;
using LocalHost.Tables;

namespace LocalHost;

/// <summary>
/// A SAM template running on this machine: its API on a <see cref="LocalGateway"/>, its functions in this process, its tables in
/// DynamoDB Local. Any number of them run side by side. Disposing stops all that was started.
/// </summary>
public sealed class TemplateHost : IAsyncDisposable
{
    private readonly TemplateHostOptions _options;
    private readonly DataFolder _data;
    private IDisposable? _databaseLock;
    private StreamWriter? _accessLog;
    private DynamoDbLocalServer? _dynamoDb;
    private LocalGateway? _gateway;

    private TemplateHost(TemplateHostOptions options)
    {
        _options = options;
        _data = DataFolder.Open(options.DataFolder);
        Deployment = LoadTemplate(options.Template, options.Parameters, _data);
    }

    public Deployment Deployment { get; }

    /// <summary>The API that is served.</summary>
    public RestApi Api => Deployment.RestApis.First(api => _options.Api is null || api.LogicalId == _options.Api);

    /// <summary>What the API's paths are relative to: <c>http://127.0.0.1:3000/</c>, or with the stage <c>…:3000/Prod/</c>.</summary>
    public Uri Url => _options.StagePath ? new Uri(_gateway!.Url, $"{Api.Stage.Name}/") : _gateway!.Url;

    public Uri DynamoDbEndpoint => _options.DynamoDbEndpoint ?? _dynamoDb!.Endpoint;

    /// <summary>Whether the catalogue was written at this start.</summary>
    public bool IsSeeded { get; private set; }

    /// <summary>Completes, with the reason, when DynamoDB Local ends although nobody asked it to.</summary>
    public Task<string> DynamoDbEnded => _dynamoDb?.Exited ?? new TaskCompletionSource<string>().Task;

    /// <summary>Starts all of it; requests are answered once the task has completed. When it fails, nothing stays behind.</summary>
    /// <exception cref="LocalHostException">Something on this machine is missing or in the way.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    /// <exception cref="LocalGatewayException">The API cannot be served.</exception>
    public static async Task<TemplateHost> StartAsync(TemplateHostOptions options, CancellationToken cancellationToken = default)
    {
        var host = new TemplateHost(options);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="LocalHostException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    internal static Deployment LoadTemplate(string template, IReadOnlyDictionary<string, string> parameters, DataFolder data)
    {
        try
        {
            return SamTemplate.Load(
                template,
                new TemplateOptions { Region = LocalEndpoint.Region, Parameters = parameters, GeneratedSecret = data.Secret });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The template {template} cannot be read: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync();
        _databaseLock?.Dispose();
        if (_accessLog is not null)
            await _accessLog.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _accessLog = OpenAccessLog();
        var codePaths = Deployment.Functions.Values.Select(function => function.CodePath);
        var locateCode = BuiltCode.LocateAsync(codePaths, _options.Report, cancellationToken);
        await Task.WhenAll(locateCode, StartDynamoDbAsync(cancellationToken));
        var code = await locateCode;

        using var client = LocalEndpoint.CreateClient(DynamoDbEndpoint);
        var tables = new TableSetup(client);
        await tables.EnsureAsync(Deployment.Tables.Values, cancellationToken);
        var gateway = new LocalGatewayOptions
        {
            Deployment = Deployment,
            Api = _options.Api,
            Port = _options.Port,
            StagePath = _options.StagePath,
            DataFolder = _data.FullPath,
            Region = LocalEndpoint.Region,
            BuiltCode = path => code[path],
            FunctionVariables = LocalEndpoint.EnvironmentFor(DynamoDbEndpoint),
            DynamoDbEndpoint = DynamoDbEndpoint,
            DynamoDbCredentials = LocalEndpoint.Credentials,
            ServeTokens = true,
            AccessLog = _accessLog,
            Log = _options.Log,
        };
        if (_options.Seed
            && Seeder.For(Api) is { } catalogue
            && await tables.AreEmptyAsync(Deployment.Tables.Values, cancellationToken))
        {
            _options.Report($"Seeding {catalogue.Items.Count} items …");
            await SeedAsync(catalogue, gateway, cancellationToken);
            IsSeeded = true;
        }
        _gateway = await LocalGateway.StartAsync(gateway, cancellationToken);
    }

    // Through a gateway of its own: nobody sees the tables half full, and the log begins with the first request from outside.
    private async Task SeedAsync(Catalogue catalogue, LocalGatewayOptions options, CancellationToken cancellationToken)
    {
        using var log = new StringWriter();
        var quiet = options with { Port = 0, StagePath = false, Log = log, AccessLog = null };
        try
        {
            await using var gateway = await LocalGateway.StartAsync(quiet, cancellationToken);
            var userPool = Deployment.UserPools.Values.FirstOrDefault();
            await Seeder.SeedAsync(catalogue, gateway.Url, userPool, _data.FullPath, cancellationToken);
        }
        catch (LocalHostException)
        {
            await _options.Log.WriteAsync(log.ToString());
            throw;
        }
    }

    private StreamWriter? OpenAccessLog()
    {
        if (_options.AccessLogFile is not { } path)
            return null;
        // That an API must be chosen, or is not there, is the gateway's to say.
        var served = Deployment.RestApis.Where(api => _options.Api is null || api.LogicalId == _options.Api).ToList();
        if (served.Count > 0 && served.All(api => api.Stage.AccessLogFormat is null))
            throw new LocalHostException($"The access log {path} would stay empty: {served[0].LogicalId} has no AccessLogSetting.");
        try
        {
            return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LocalHostException($"The access log {path} cannot be written: {exception.Message}", exception);
        }
    }

    private async Task StartDynamoDbAsync(CancellationToken cancellationToken)
    {
        if (_options.DynamoDbEndpoint is not null)
            return;
        if (!_options.InMemory)
            _databaseLock = _data.LockDatabase();
        var package = await DynamoDbLocalPackage.FetchAsync(_options.DynamoDbLocalCache, _options.Report, cancellationToken);
        _dynamoDb = await DynamoDbLocalServer.StartAsync(package, _options.InMemory ? null : _data.Database(), cancellationToken);
    }
}
