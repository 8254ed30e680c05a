using System.Net;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Throttling;
using Microsoft.AspNetCore.Http;

namespace LocalGateway;

/// <summary>The options of a gateway.</summary>
public sealed record GatewayOptions
{
    /// <summary>The deployment that is served from the start.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>Where changes of the deployment come from while the gateway runs; null: it does not change.</summary>
    public IDeploymentSource? Source { get; init; }

    /// <summary>The logical id of the API to serve; needed only if the deployment has several.</summary>
    public string? Api { get; init; }

    /// <summary>The port on 127.0.0.1; zero selects a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// An address of this machine on which other devices can call the gateway too, at the same port. Everyone who reaches it can get tokens.
    /// Null: the gateway listens on 127.0.0.1 only.
    /// </summary>
    public IPAddress? Listen { get; init; }

    /// <summary>The folder of the local user pools' keys and of generated API keys. It is created if it does not exist.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Serves the routes under <c>/{stage}</c>, like the deployed URL. Otherwise at the root, like <c>sam local</c>.</summary>
    public bool StagePath { get; init; }

    /// <summary>Maps a function's <c>CodePath</c> to the folder of its built assemblies. By default they are the same.</summary>
    public Func<string, string> BuiltCode { get; init; } = static codePath => codePath;

    /// <summary>
    /// Environment variables that every function gets in addition to its own: endpoints, credentials. They override the template's.
    /// </summary>
    public IReadOnlyDictionary<string, string> FunctionVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether class libraries run in processes of their own too, as in Lambda. This needs Amazon.Lambda.RuntimeSupport. Otherwise they run
    /// in this process.
    /// </summary>
    public bool LibrariesAsProcesses { get; init; }

    /// <summary>
    /// How many requests a function serves at once. Further requests wait, up to the timeout of their integration.
    /// </summary>
    public int MaxEnvironmentsPerFunction { get; init; } = 16;

    /// <summary>The limit shared by all requests of an AWS account in a region; here, of this gateway. Null means no limit.</summary>
    public ThrottleLimit? AccountThrottle { get; init; } = TokenBucket.AccountDefault;

    /// <summary>The address of DynamoDB for direct integrations: <c>http://127.0.0.1:8000</c>. Needed only if the API has some.</summary>
    public Uri? DynamoDbEndpoint { get; init; }

    /// <summary>Must be the same for direct integrations and functions. Otherwise DynamoDB Local keeps their tables apart.</summary>
    public AwsCredentials DynamoDbCredentials { get; init; } = AwsCredentials.Local;

    /// <summary>
    /// Reserves <c>POST /_local/token</c>, with which pages and tools on this machine sign in users of the template's user pools. Also
    /// reserves for each pool <c>GET /_local/{logical id}/.well-known/jwks.json</c> and <c>…/openid-configuration</c>, and the endpoints
    /// of Cognito that this configuration names.
    /// </summary>
    public bool ServeTokens { get; init; }

    /// <summary>Users whom the sign-in page of a pool offers, with their groups. Other names can sign in too.</summary>
    public IReadOnlyList<PoolUser> Users { get; init; } = [];

    /// <summary>
    /// Answers the requests whose path is <c>/_local</c> or begins with <c>/_local/</c>, except those of the local user pools. The API does
    /// not see them. The delegate gets the whole body in memory, and checks itself who may ask. Null leaves these paths to the API.
    /// </summary>
    public RequestDelegate? Pages { get; init; }

    /// <summary>Receives one line per request in the format of the stage's access log; null writes them to <see cref="Log"/>.</summary>
    public TextWriter? AccessLog { get; init; }

    /// <summary>
    /// Receives one line per request, and the lines of the functions. The gateway itself logs no token, key, query string or body.
    /// </summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>The form of <see cref="Log"/>.</summary>
    public LogStyle LogStyle { get; init; } = new();

    /// <summary>
    /// Whether the time limits of functions, integrations and authorizers end a request. They never do while a debugger is attached.
    /// </summary>
    public bool NoTimeouts { get; init; }

    /// <summary>How long the gateway waits at its end for requests in progress. Then it cuts their connections.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Keeps what the gateway did with its last requests; null keeps nothing.</summary>
    public RequestRecorder? Recorder { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
