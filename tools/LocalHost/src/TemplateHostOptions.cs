using System.Net;
using LocalHost.DynamoDbLocal;

namespace LocalHost;

/// <summary>What is hosted and how.</summary>
public sealed record TemplateHostOptions
{
    /// <summary>A SAM template, JSON or YAML.</summary>
    public required string Template { get; init; }

    /// <summary>Values for the template's parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The logical id of the API to serve, needed when the template has several.</summary>
    public string? Api { get; init; }

    /// <summary>Of 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Serves the routes under <c>/{stage}</c>, as the deployed URL does.</summary>
    public bool StagePath { get; init; }

    /// <summary>Keeps the keys of the user pools, and the database unless it is in memory or elsewhere. Made if it is not there.</summary>
    public required string DataFolder { get; init; }

    public bool InMemory { get; init; }

    /// <summary>A DynamoDB Local that runs already; null starts one.</summary>
    public Uri? DynamoDbEndpoint { get; init; }

    /// <summary>Where the started DynamoDB Local listens; null takes a free port of 127.0.0.1.</summary>
    public IPEndPoint? DynamoDbListen { get; init; }

    /// <summary>Where DynamoDB Local is kept once it was fetched.</summary>
    public string DynamoDbLocalCache { get; init; } = DynamoDbLocalPackage.DefaultCacheFolder;

    /// <summary>A JSON file of items for empty tables, sent to the API if it has their route; null leaves the tables empty.</summary>
    public string? SeedFile { get; init; }

    /// <summary>Gets a line a request and the lines of the functions.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>A file to which the stage's access log is added; null leaves it in <see cref="Log"/>.</summary>
    public string? AccessLogFile { get; init; }

    /// <summary>Gets a line about each step of the start that takes time.</summary>
    public Action<string> Report { get; init; } = static _ => { };
}
