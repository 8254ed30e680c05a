using LocalGateway.Model;
using LocalGateway.Throttling;

namespace LocalGateway;

/// <summary>What a gateway runs and how.</summary>
public sealed record GatewayOptions
{
    public required Deployment Deployment { get; init; }

    /// <summary>The logical id of the API to serve; needed only if the deployment has several.</summary>
    public string? Api { get; init; }

    /// <summary>Of 127.0.0.1; zero takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where keys of the local user pools and generated API keys are kept; made if it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Serves the routes under <c>/{stage}</c>, as the deployed URL does, and not at the root, as <c>sam local</c> does.</summary>
    public bool StagePath { get; init; }

    /// <summary>From a function's <c>CodePath</c> to the folder of its built assemblies; they are the same by default.</summary>
    public Func<string, string> BuiltCode { get; init; } = static codePath => codePath;

    /// <summary>
    /// Environment variables that every function gets beside its own: endpoints, credentials. They are stronger than the template's.
    /// </summary>
    public IReadOnlyDictionary<string, string> FunctionVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// How many requests a function serves at once; more wait for their turn, as long as their integration's timeout lets them.
    /// </summary>
    public int MaxEnvironmentsPerFunction { get; init; } = 16;

    /// <summary>What all requests of an AWS account share in a region, here all of this gateway; null is without limit.</summary>
    public ThrottleLimit? AccountThrottle { get; init; } = TokenBucket.AccountDefault;

    /// <summary>Where direct integrations find DynamoDB: <c>http://127.0.0.1:8000</c>. Needed only if the API has some.</summary>
    public Uri? DynamoDbEndpoint { get; init; }

    /// <summary>Direct integrations and functions must use the same, lest DynamoDB Local keeps their tables apart.</summary>
    public AwsCredentials DynamoDbCredentials { get; init; } = AwsCredentials.Local;

    /// <summary>
    /// Reserves <c>POST /_local/token</c>, where pages and tools on this machine sign in users of the template's user pools, and for each
    /// pool <c>GET /_local/{logical id}/.well-known/jwks.json</c> and <c>…/openid-configuration</c>.
    /// </summary>
    public bool ServeTokens { get; init; }

    /// <summary>Gets a line a request in the format of the stage's access log; null writes them to <see cref="Log"/>.</summary>
    public TextWriter? AccessLog { get; init; }

    /// <summary>
    /// Gets a line a request, and the lines of the functions. Never a token, a key, a query string or a body of the gateway's own accord.
    /// </summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
