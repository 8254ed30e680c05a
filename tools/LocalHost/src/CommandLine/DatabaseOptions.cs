using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LocalHost.DynamoDbLocal;

namespace LocalHost.CommandLine;

/// <summary>The options that <c>run</c> and <c>database</c> share: both have a port, and both create and fill tables.</summary>
internal sealed class DatabaseOptions
{
    private readonly HostOptions _shared;
    private readonly Option<int> _port;

    private readonly Option<string> _cache = new("--dynamodb-cache")
    {
        Description = "The folder for the downloaded DynamoDB Local.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DynamoDbLocalDownload.DefaultCacheFolder,
    };

    private readonly Option<bool> _inMemory = new("--in-memory") { Description = "Keeps the tables in memory only." };

    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "A JSON file of items for empty tables.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Repository.Seed,
    };

    private readonly Option<bool> _noSeed = new("--no-seed") { Description = "Does not write seed items into empty tables." };

    public DatabaseOptions(Command command, int defaultPort)
    {
        _shared = new HostOptions(command);
        _port = new Option<int>("--port")
        {
            Description = "The port to listen on. 0 selects a free port.",
            HelpName = "N",
            CustomParser = ParsePort,
            DefaultValueFactory = _ => defaultPort,
        };
        foreach (var option in new Option[] { _port, _cache, _inMemory, _seed, _noSeed })
            command.Options.Add(option);
    }

    public int Port(ParseResult result) => result.GetValue(_port);

    /// <summary>Reads all options except the port. The command decides what the port is for.</summary>
    public TemplateHostOptions Read(ParseResult result) => _shared.Read(result) with
    {
        InMemory = result.GetValue(_inMemory),
        SeedFile = result.GetValue(_noSeed) ? null : result.GetValue(_seed),
        DynamoDbLocalCache = result.GetRequiredValue(_cache),
        Log = Console.Out,
        Report = Console.WriteLine,
    };

    private static int ParsePort(ArgumentResult argument)
    {
        if (ushort.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port;
        argument.AddError($"--port takes a number from 0 to {ushort.MaxValue}, not '{argument.Tokens[0].Value}'.");
        return default;
    }
}
