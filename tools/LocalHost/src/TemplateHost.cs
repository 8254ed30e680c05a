using System.Net;
using LocalGateway;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Template;
using LocalHost.Seed;
using Studio;

namespace LocalHost;

/// <summary>
/// A SAM template running on this machine: its API and its functions on a <see cref="Gateway"/>, its tables in
/// DynamoDB Local. Any number of hosts can run in parallel. Disposing stops everything that was started.
/// </summary>
public sealed class TemplateHost : IAsyncDisposable
{
    private readonly TemplateHostOptions _options;
    private readonly TemplateDatabase _database;
    private StreamWriter? _accessLog;
    private StudioSite? _studio;
    private Gateway? _gateway;

    private TemplateHost(TemplateHostOptions options)
    {
        _options = options;
        _database = new TemplateDatabase(options);
    }

    public Deployment Deployment => _database.Deployment;

    /// <summary>What cannot run on this machine, each with the reason; only with <see cref="TemplateHostOptions.Partial"/>.</summary>
    public IReadOnlyList<string> Unavailable => _gateway!.Unavailable;

    /// <summary>The API that is served.</summary>
    public RestApi Api => _database.Api;

    /// <summary>The base URL for the API's paths: <c>http://127.0.0.1:3000/</c>, or with the stage <c>…:3000/Prod/</c>.</summary>
    public Uri Url => _options.StagePath ? new Uri(_gateway!.Url, $"{Api.Stage.Name}/") : _gateway!.Url;

    /// <summary>The URL of the gateway, without the stage: <c>http://127.0.0.1:3000/</c>.</summary>
    public Uri GatewayUrl => _gateway!.Url;

    /// <summary>The start page of the studio; null without the studio.</summary>
    public Uri? StudioUrl => _studio is null ? null : new Uri(_gateway!.Url, StudioSite.Path);

    /// <summary>The addresses of the project's own pages, by their name; empty without the studio.</summary>
    public IEnumerable<KeyValuePair<string, Uri>> PageUrls => StudioUrl is { } studio
        ? _options.PageFolders.Keys.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, new Uri(studio, $"{name}/")))
        : [];

    public Uri DynamoDbEndpoint => _database.Endpoint;

    /// <summary>Whether the seed items were written at this start.</summary>
    public bool IsSeeded => _database.IsSeeded;

    /// <summary>Completes with the reason when DynamoDB Local exits unexpectedly.</summary>
    public Task<string> DynamoDbEnded => _database.Ended;

    /// <summary>Starts everything. The API answers requests when the task completes. If the start fails, nothing keeps running.</summary>
    /// <exception cref="LocalHostException">Something on this machine is missing or already in use.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    /// <exception cref="GatewayException">The API cannot be served.</exception>
    public static async Task<TemplateHost> StartAsync(TemplateHostOptions options, CancellationToken cancellationToken = default)
    {
        FreePort.Ensure(IPAddress.Loopback, options.Port);
        if (options.Listen is { } address)
            FreePort.Ensure(address, options.Port);
        if (options.PageFolders.Values.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw new LocalHostException($"The folder of pages {missing} does not exist.");
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

    /// <summary>Uses the time after a first start. It takes some seconds, once, and half a minute after each build of this program.</summary>
    public async Task MakeNextStartFasterAsync(CancellationToken cancellationToken)
    {
        await _database.WriteClassArchiveAsync(cancellationToken);
        if (_options.CompiledCopy is { } folder)
            await CompiledCopy.WriteAsync(folder, CompiledCopy.PublishAsync, cancellationToken);
    }

    /// <param name="fileRead">Receives the full path of each file before it is read.</param>
    /// <exception cref="LocalHostException">The file does not exist or cannot be read.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    internal static Deployment LoadTemplate(TemplateHostOptions options, DataFolder data, Action<string>? fileRead = null)
    {
        try
        {
            return SamTemplate.Load(
                options.Template,
                new TemplateOptions
                {
                    Region = LocalEndpoint.Region,
                    Parameters = options.Parameters,
                    GeneratedSecret = data.Secret,
                    Partial = options.Partial,
                    CodePath = options.CodePath,
                    FileRead = fileRead,
                });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The template {options.Template} cannot be read: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _studio?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await _database.DisposeAsync();
        if (_accessLog is not null)
            await _accessLog.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var users = _options.UserFile is { } file ? UserFile.Read(file) : [];
        var gateway = await _database.StartAsync(cancellationToken);
        _accessLog = OpenAccessLog();
        var recorder = _options.Studio ? new RequestRecorder() : null;
        _studio = recorder is null ? null : CreateStudio(recorder, users);
        _gateway = await Gateway.StartAsync(
            gateway with
            {
                Recorder = recorder,
                Pages = _studio is null ? null : _studio.AnswerAsync,
                Port = _options.Port,
                Listen = _options.Listen,
                StagePath = _options.StagePath,
                ServeTokens = true,
                Users = users,
                AccessLog = _accessLog,
                Log = _options.Log,
                LogStyle = _options.LogStyle,
                Source = _database.Live,
                StopLimit = _options.StopLimit,
            },
            cancellationToken);
    }

    private StudioSite CreateStudio(RequestRecorder recorder, IReadOnlyList<PoolUser> users) => new(new()
    {
        Deployment = () => _gateway!.Deployment,
        Api = Api.LogicalId,
        Recorder = recorder,
        DataFolder = _options.DataFolder,
        TemplateFile = Path.GetFullPath(_options.Template),
        BasePath = _options.StagePath ? $"/{Api.Stage.Name}" : "",
        ContractFile = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_options.Template))!, "openapi.json"),
        Parameters = _options.Parameters,
        Database = new(DynamoDbEndpoint, LocalEndpoint.Credentials) { AllowsRemote = _options.DataOfRemoteEndpoint },
        Unavailable = () => Unavailable,
        Users = users,
        ApiPath = _options.StagePath ? $"/{Api.Stage.Name}" : "",
        PageFolders = _options.PageFolders.ToDictionary(folder => folder.Key, folder => Path.GetFullPath(folder.Value)),
    });

    private StreamWriter? OpenAccessLog()
    {
        if (_options.AccessLogFile is not { } path)
            return null;
        // The gateway reports that an API must be chosen, or that it does not exist.
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
}
