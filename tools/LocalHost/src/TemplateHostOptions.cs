using System.Net;
using LocalGateway;
using LocalHost.DynamoDbLocal;

namespace LocalHost;

/// <summary>What to host, and how.</summary>
public sealed record TemplateHostOptions
{
    /// <summary>A SAM template, JSON or YAML.</summary>
    public required string Template { get; init; }

    /// <summary>Values for the template's parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Starts although parts of the template cannot run on this machine: their routes answer 502 or 500 with the reason.
    /// </summary>
    public bool Partial { get; init; }

    /// <summary>The folder of the code of functions whose code the template has in S3.</summary>
    public string? CodePath { get; init; }

    /// <summary>The logical id of the API to serve. Required if the template has several.</summary>
    public string? Api { get; init; }

    /// <summary>The port of 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>An address of this machine on which other devices can call the API too; null: only 127.0.0.1.</summary>
    public IPAddress? Listen { get; init; }

    /// <summary>Serves the routes under <c>/{stage}</c>, as the deployed URL does.</summary>
    public bool StagePath { get; init; }

    /// <summary>Contains the user pools' keys, and the database if this host stores it on disk. It is created if it is missing.</summary>
    public required string DataFolder { get; init; }

    public bool InMemory { get; init; }

    /// <summary>A DynamoDB Local that is already running; null starts one.</summary>
    public Uri? DynamoDbEndpoint { get; init; }

    /// <summary>Where the started DynamoDB Local listens; null takes a free port of 127.0.0.1.</summary>
    public IPEndPoint? DynamoDbListen { get; init; }

    /// <summary>The folder that keeps DynamoDB Local after the download.</summary>
    public string DynamoDbLocalCache { get; init; } = DynamoDbLocalDownload.DefaultCacheFolder;

    /// <summary>A JSON file of items for empty tables, sent to the API if it has their route; null leaves the tables empty.</summary>
    public string? SeedFile { get; init; }

    /// <summary>A JSON file of the users whom the sign-in page offers; null offers none.</summary>
    public string? UserFile { get; init; }

    /// <summary>The folder with the <c>.vtl</c> files that the template is made from; null if there are none.</summary>
    public string? SourceFolder { get; init; }

    /// <summary>
    /// Makes the template from these files. It runs when one of them changes. A <see cref="LocalHostException"/> says why it cannot.
    /// </summary>
    public Func<CancellationToken, Task> Sync { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Whether class libraries run in processes of their own too, as in Lambda.</summary>
    public bool LibrariesAsProcesses { get; init; }

    /// <summary>Whether no time limit ends a request. A debugger at the start of the host has the same effect.</summary>
    public bool NoTimeouts { get; init; }

    /// <summary>How long the host waits at its end for requests in progress.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Records the requests and serves the studio's pages at <c>/_local/</c>.</summary>
    public bool Studio { get; init; }

    /// <summary>Folders with pages of the project itself, by their name. The studio serves them below <c>/_local/NAME/</c>.</summary>
    public IReadOnlyDictionary<string, string> PageFolders { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the studio may read and change the data of a <see cref="DynamoDbEndpoint"/> on another machine.</summary>
    public bool DataOfRemoteEndpoint { get; init; }

    /// <summary>Receives a line for each request and the lines of the functions.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>The form of <see cref="Log"/>.</summary>
    public LogStyle LogStyle { get; init; } = new();

    /// <summary>Whether the report of the start lists everything.</summary>
    public bool Verbose { get; init; }

    /// <summary>A file to which the stage's access log is added; null leaves it in <see cref="Log"/>.</summary>
    public string? AccessLogFile { get; init; }

    /// <summary>The folder for a copy of this program that starts faster; null makes none. The copy of another build has another folder.</summary>
    public string? CompiledCopy { get; init; }

    /// <summary>Receives a line for each slow step of the start.</summary>
    public Action<string> Report { get; init; } = static _ => { };
}
