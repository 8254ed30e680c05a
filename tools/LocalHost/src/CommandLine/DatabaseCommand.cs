using System.CommandLine;
using System.Net;

namespace LocalHost.CommandLine;

/// <summary><c>database</c>: DynamoDB Local with the tables of a template, for functions that run elsewhere (<c>sam local</c>).</summary>
internal static class DatabaseCommand
{
    private const int DefaultPort = 8000;

    public static Command Create()
    {
        var command = new Command(
            "database", "Runs DynamoDB Local with the tables of a SAM template and the seed, for the functions of `sam local`.");
        var database = new DatabaseOptions(command, DefaultPort);
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "The IP address to listen on, such as Docker's bridge. Every client that reaches it can change the tables.",
            HelpName = "ADDRESS",
            CustomParser = Addresses.Parse,
            DefaultValueFactory = _ => IPAddress.Loopback,
        };
        var environment = new Option<string>("--env-file")
        {
            Description = "Writes the functions' environment variables to this file, for the option --env-vars of `sam local`.",
            HelpName = "FILE",
            DefaultValueFactory = _ => Repository.SamEnvironment,
        };
        command.Options.Add(listen);
        command.Options.Add(environment);
        command.SetAction((result, cancellationToken) => RunAsync(
            database.Read(result) with { DynamoDbListen = new IPEndPoint(result.GetRequiredValue(listen), database.Port(result)) },
            result.GetRequiredValue(environment),
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(TemplateHostOptions options, string environmentFile, CancellationToken cancellationToken)
    {
        var address = options.DynamoDbListen!.Address;
        FreePort.Ensure(address, options.DynamoDbListen.Port);
        await using var database = new TemplateDatabase(options);
        await database.StartAsync(cancellationToken);
        SamEnvironment.Write(environmentFile, database.Deployment, database.Endpoint.Port);

        StartReport.WriteTables(database.Deployment, database.Endpoint, options, Console.Out);
        Console.WriteLine($"Environment variables for sam local: {environmentFile}");
        if (!IPAddress.IsLoopback(address))
        {
            Console.Error.WriteLine(
                $"warning: DynamoDB Local checks no credentials. Every client that reaches {address} can read and change these tables.");
        }

        Console.WriteLine($"DynamoDB Local listens on {new IPEndPoint(address, database.Endpoint.Port)} – Ctrl+C stops it.");
        Console.Out.Flush();
        var ended = await database.Ended.WaitAsync(cancellationToken);
        throw new LocalHostException($"DynamoDB Local has stopped: {ended}");
    }
}
