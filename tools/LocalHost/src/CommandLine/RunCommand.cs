using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using LocalGateway;
using LocalHost.Live;

namespace LocalHost.CommandLine;

/// <summary><c>run</c>: serves the API of a template until a signal stops it.</summary>
internal sealed partial class RunCommand
{
    private const int DefaultPort = 3000;

    // More than the timeout of every function of LambdaCrud.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly DatabaseOptions _database;

    private readonly Option<string?> _api = new("--api")
    {
        Description = "The logical id of the API to serve, when the template has several.",
        HelpName = "ID",
    };

    private readonly Option<bool> _stagePath = new("--stage-path")
    {
        Description = "Serves the routes under /{stage}, as the deployed URL does.",
    };

    private readonly Option<string?> _accessLog = new("--access-log")
    {
        Description = "Appends the stage's access log to this file instead of the console output.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _users = new("--users")
    {
        Description = "A JSON list of the users whom the sign-in page offers. Default: samples/users.json.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Repository.Users,
    };

    private readonly Option<IPAddress?> _listen = new("--listen")
    {
        Description = "An address of this machine on which a phone or an emulator can call the API too. Everyone who reaches it can.",
        HelpName = "ADDRESS",
        CustomParser = Addresses.ParseSingle,
    };

    private readonly Option<string?> _sources = new("--sources")
    {
        Description = "A folder of .vtl files that the template is made from. When one changes, the program of --sync runs.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _sync = new("--sync")
    {
        Description = "The program that makes the template from the files of --sources, with its arguments.",
        HelpName = "COMMAND",
    };

    private readonly Option<string> _functions = new("--functions")
    {
        Description = "Where class libraries run: in the host, or each in a process of its own as in Lambda. Programs always have their own.",
        HelpName = "host|process",
        DefaultValueFactory = _ => "host",
    };

    private readonly Option<bool> _noTimeouts = new("--no-timeouts")
    {
        Description = "No time limit ends a request, so that a debugger can attach to the host and stop in a handler.",
    };

    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Lists at the start all parts of the template that this machine does not use, and the preflight routes.",
    };

    private readonly Option<bool> _noStudio = new("--no-studio") { Description = "Records no requests and serves no pages at /_local/." };

    private readonly Option<string[]> _pages = new("--pages")
    {
        Description = "A folder with pages of your own. The studio serves them at /_local/NAME/. Repeatable.",
        HelpName = "NAME=DIR",
    };

    private readonly Option<bool> _remoteData = new("--data-of-remote-endpoint")
    {
        Description = $"The studio may read and change the tables of {LocalEndpoint.Variable} even if they are on another machine.",
    };

    private readonly Option<string?> _compiledCopy = new("--compiled-copy")
    {
        Description = "Makes in this folder, while the API is served, a copy of this program that starts faster.",
        HelpName = "DIR",
    };

    private RunCommand(Command command)
    {
        _database = new DatabaseOptions(command, DefaultPort);
        foreach (var option in new Option[] { _api, _stagePath, _accessLog, _users, _listen, _sources, _sync, _functions, _noTimeouts, _verbose, _noStudio, _pages, _remoteData, _compiledCopy })
            command.Options.Add(option);
        _functions.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("host" or "process") and var other)
                result.AddError($"--functions takes host or process, not '{other}'.");
        });
        _pages.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !PageFolder().IsMatch(token.Value)))
                result.AddError($"--pages takes NAME=DIR with a name of a-z, 0-9 and hyphen that the studio does not use itself, not '{token.Value}'.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_sources) is null != result.GetValue(_sync) is null)
                result.AddError("--sources and --sync belong together.");
        });
    }

    public static Command Create()
    {
        var command = new Command("run", "Serves the API of a SAM template on 127.0.0.1, with its functions and tables.");
        var run = new RunCommand(command);
        command.SetAction((result, cancellationToken) => RunAsync(run.Read(result), cancellationToken));
        return command;
    }

    private TemplateHostOptions Read(ParseResult result)
    {
        var options = _database.Read(result);
        var isOwnTemplate = options.Template == Repository.Template;
        return options with
        {
            Port = _database.Port(result),
            Listen = result.GetValue(_listen),
            Api = result.GetValue(_api),
            StagePath = result.GetValue(_stagePath),
            DynamoDbEndpoint = EndpointFromEnvironment(),
            AccessLogFile = result.GetValue(_accessLog),
            UserFile = result.GetValue(_users),
            LibrariesAsProcesses = result.GetValue(_functions) == "process",
            NoTimeouts = result.GetValue(_noTimeouts) || Debugger.IsAttached,
            StopLimit = StopLimit,
            Studio = !result.GetValue(_noStudio),
            PageFolders = PageFolders(result),
            DataOfRemoteEndpoint = result.GetValue(_remoteData),
            Verbose = result.GetValue(_verbose),
            CompiledCopy = result.GetValue(_compiledCopy),
            LogStyle = new LogStyle { IsGrouped = true, HasColours = HasColours() },
            SourceFolder = result.GetValue(_sources) ?? (isOwnTemplate ? Repository.Sources : null),
            Sync = result.GetValue(_sync) is { } program
                ? new SyncProgram([.. CommandLineParser.SplitCommandLine(program)], result.GetValue(_sources)!).RunAsync
                : new RepositorySync().RunAsync,
        };
    }

    private static async Task RunAsync(TemplateHostOptions options, CancellationToken cancellationToken)
    {
        await using var host = await TemplateHost.StartAsync(options, cancellationToken);
        if (options.Listen is { } address)
        {
            Console.Error.WriteLine(
                $"warning: Everyone who reaches {address} can call the API and get tokens for every user. Use --listen only in a network that you trust.");
        }

        StartReport.Write(host, options, Console.Out);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var faster = host.MakeNextStartFasterAsync(stop.Token);
        var ended = host.DynamoDbEnded.WaitAsync(cancellationToken);
        try
        {
            // A bug in the work for the next start ends the host, as any other bug does.
            if (await Task.WhenAny(faster, ended) == faster)
                await faster;
            throw new LocalHostException($"DynamoDB Local has stopped: {await ended}");
        }
        finally
        {
            await stop.CancelAsync();
            // Only the cancellation is left to throw.
            await faster.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // https://no-color.org: any value that is not empty.
    private static bool HasColours() => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    /// <summary>If a name is given twice, the last folder counts.</summary>
    private Dictionary<string, string> PageFolders(ParseResult result) => (result.GetValue(_pages) ?? [])
        .Select(given => given.Split('=', 2))
        .GroupBy(given => given[0], StringComparer.Ordinal)
        .ToDictionary(given => given.Key, given => given.Last()[1]);

    // The studio's own paths have the names that are left out.
    [GeneratedRegex("^(?!(?:api|explorer|pages)=)[a-z0-9-]+=.")]
    private static partial Regex PageFolder();

    private static Uri? EndpointFromEnvironment() => Environment.GetEnvironmentVariable(LocalEndpoint.Variable) switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" => endpoint,
        _ => throw new LocalHostException($"The environment variable {LocalEndpoint.Variable} must be an http or https address."),
    };
}
