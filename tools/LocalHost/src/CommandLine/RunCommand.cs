using System.CommandLine;

namespace LocalHost.CommandLine;

/// <summary><c>run</c>: serves the API of a template until a signal stops it.</summary>
internal static class RunCommand
{
    private const int DefaultPort = 3000;

    public static Command Create()
    {
        var command = new Command("run", "Serves the API of a SAM template on 127.0.0.1, with its functions and tables.");
        var database = new DatabaseOptions(command, DefaultPort);
        var api = new Option<string?>("--api")
        {
            Description = "The logical id of the API to serve, when the template has several.",
            HelpName = "ID",
        };
        var stagePath = new Option<bool>("--stage-path") { Description = "Serves the routes under /{stage}, as the deployed URL does." };
        var accessLog = new Option<string?>("--access-log")
        {
            Description = "Appends the stage's access log to this file instead of the console output.",
            HelpName = "FILE",
        };
        var users = new Option<string?>("--users")
        {
            Description = "A JSON list of the users whom the sign-in page offers. Default: samples/users.json.",
            HelpName = "FILE",
            DefaultValueFactory = _ => Repository.Users,
        };
        foreach (var option in new Option[] { api, stagePath, accessLog, users })
            command.Options.Add(option);
        command.SetAction((result, cancellationToken) => RunAsync(
            database.Read(result) with
            {
                Port = database.Port(result),
                Api = result.GetValue(api),
                StagePath = result.GetValue(stagePath),
                DynamoDbEndpoint = EndpointFromEnvironment(),
                AccessLogFile = result.GetValue(accessLog),
                UserFile = result.GetValue(users),
            },
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(TemplateHostOptions options, CancellationToken cancellationToken)
    {
        await using var host = await TemplateHost.StartAsync(options, cancellationToken);
        StartReport.Write(host, options, Console.Out);
        var ended = await host.DynamoDbEnded.WaitAsync(cancellationToken);
        throw new LocalHostException($"DynamoDB Local has stopped: {ended}");
    }

    private static Uri? EndpointFromEnvironment() => Environment.GetEnvironmentVariable(LocalEndpoint.Variable) switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" => endpoint,
        _ => throw new LocalHostException($"The environment variable {LocalEndpoint.Variable} must be an http or https address."),
    };
}
