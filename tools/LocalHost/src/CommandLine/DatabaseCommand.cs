using System.CommandLine;
using System.CommandLine.Parsing;
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
            Description = "The address of this machine to listen on, such as that of Docker's bridge. Who reaches it reads and writes.",
            HelpName = "ADDRESS",
            CustomParser = ParseAddress,
            DefaultValueFactory = _ => IPAddress.Loopback,
        };
        var environment = new Option<string>("--env-file")
        {
            Description = "Writes what `sam local` takes as --env-vars to this file: the functions' variables, with this database.",
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
        await using var database = new TemplateDatabase(options);
        await database.StartAsync(cancellationToken);
        SamEnvironment.Write(environmentFile, database.Deployment, database.Endpoint.Port);

        StartReport.WriteTables(database.Deployment, database.Endpoint, options, Console.Out);
        Console.WriteLine($"Variables of the functions for sam local: {environmentFile}");
        if (!IPAddress.IsLoopback(address))
        {
            Console.Error.WriteLine(
                $"warning: DynamoDB Local asks for no credentials: who reaches {address} reads, changes and deletes these tables.");
        }
        Console.WriteLine($"DynamoDB Local listens on {new IPEndPoint(address, database.Endpoint.Port)} – Ctrl+C stops it.");
        Console.Out.Flush();
        var ended = await database.Ended.WaitAsync(cancellationToken);
        throw new LocalHostException($"DynamoDB Local is gone: {ended}");
    }

    private static IPAddress? ParseAddress(ArgumentResult argument)
    {
        if (IPAddress.TryParse(argument.Tokens[0].Value, out var address))
            return address;
        argument.AddError($"--listen takes an IP address of this machine, not '{argument.Tokens[0].Value}'.");
        return null;
    }
}
