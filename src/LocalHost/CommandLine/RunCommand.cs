using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LocalHost.DynamoDbLocal;

namespace LocalHost.CommandLine;

/// <summary><c>run</c>: serves the API of a template until it is told to stop.</summary>
internal static class RunCommand
{
    private const int DefaultPort = 3000;

    public static Command Create()
    {
        var command = new Command("run", "Serves the API of a SAM template on 127.0.0.1, with its functions and tables.");
        var shared = new HostOptions(command);
        var port = new Option<int>("--port")
        {
            Description = "The port; 0 takes a free one.",
            HelpName = "N",
            CustomParser = ParsePort,
            DefaultValueFactory = _ => DefaultPort,
        };
        var api = new Option<string?>("--api")
        {
            Description = "The logical id of the API to serve, when the template has several.",
            HelpName = "ID",
        };
        var stagePath = new Option<bool>("--stage-path") { Description = "Serves the routes under /{stage}, as the deployed URL does." };
        var cache = new Option<string>("--dynamodb-cache")
        {
            Description = "Where DynamoDB Local is kept once it was fetched.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DynamoDbLocalPackage.DefaultCacheFolder,
        };
        var inMemory = new Option<bool>("--in-memory") { Description = "Keeps the tables in memory only." };
        var noSeed = new Option<bool>("--no-seed") { Description = "Leaves empty tables empty." };
        var accessLog = new Option<string?>("--access-log")
        {
            Description = "Adds the stage's access log to this file, not to the output.",
            HelpName = "FILE",
        };
        foreach (var option in new Option[] { port, api, stagePath, cache, inMemory, noSeed, accessLog })
            command.Options.Add(option);
        command.SetAction((result, cancellationToken) => RunAsync(
            new TemplateHostOptions
            {
                Template = shared.Template(result),
                Parameters = shared.Parameters(result),
                DataFolder = shared.Data(result),
                Port = result.GetValue(port),
                Api = result.GetValue(api),
                StagePath = result.GetValue(stagePath),
                InMemory = result.GetValue(inMemory),
                Seed = !result.GetValue(noSeed),
                DynamoDbLocalCache = result.GetRequiredValue(cache),
                DynamoDbEndpoint = EndpointFromEnvironment(),
                Log = Console.Out,
                AccessLogFile = result.GetValue(accessLog),
                Report = Console.WriteLine,
            },
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(TemplateHostOptions options, CancellationToken cancellationToken)
    {
        await using var host = await TemplateHost.StartAsync(options, cancellationToken);
        StartReport.Write(host, options, Console.Out);
        var ended = await host.DynamoDbEnded.WaitAsync(cancellationToken);
        throw new LocalHostException($"DynamoDB Local is gone: {ended}");
    }

    private static int ParsePort(ArgumentResult argument)
    {
        if (ushort.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port;
        argument.AddError($"--port takes a number from 0 to {ushort.MaxValue}, not '{argument.Tokens[0].Value}'.");
        return default;
    }

    private static Uri? EndpointFromEnvironment() => Environment.GetEnvironmentVariable(LocalEndpoint.Variable) switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" => endpoint,
        _ => throw new LocalHostException($"The environment variable {LocalEndpoint.Variable} is no http or https address."),
    };
}
