using System.CommandLine;
using LocalGateway.MappingTemplates;
using RouteSync.Declarations;
using RouteSync.Direct;
using RouteSync.MappingTemplates;

namespace RouteSync.CommandLine;

/// <summary><c>render</c>: renders one mapping template and prints only the result.</summary>
internal sealed class RenderCommand
{
    private const string StandardInput = "-";

    private readonly Option<string?> _file = new("--template-file")
    {
        Description = "The file with the mapping template. #parse and #problem in it are replaced.",
        HelpName = "PATH",
    };

    private readonly Option<string?> _route = new("--route")
    {
        Description = "Instead of a file: a direct route and a part of it (request, response, error or outage).",
        HelpName = "NAME.PART",
    };

    private readonly Option<string?> _assembly = new("--assembly")
    {
        Description = "The built assembly of the API. --route and #problem need it.",
        HelpName = "PATH",
    };

    private readonly Option<string?> _project = new("--project")
    {
        Description = "The folder of the API's project. --route needs it.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _body = new("--body")
    {
        Description = $"The file that $input reads, {StandardInput} for standard input. Default: an empty body.",
        HelpName = "PATH",
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "A JSON file with any of context (for $context), stageVariables, and params with path, querystring and header.",
        HelpName = "PATH",
    };

    private RenderCommand()
    {
    }

    public static Command Create()
    {
        var options = new RenderCommand();
        var command = new Command("render", "Renders a mapping template (VTL) as API Gateway does and prints the result.");
        foreach (var option in (Option[])[options._file, options._route, options._assembly, options._project, options._body, options._context])
            command.Options.Add(option);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (name, template) = await TemplateAsync(result, cancellationToken);
        var rendered = TemplateRenderer.Render(
            name,
            template,
            result.GetValue(_body) switch
            {
                null => "",
                StandardInput => await ReadStandardInputAsync(cancellationToken),
                var path => await ReadAsync("body", path, cancellationToken),
            },
            result.GetValue(_context) is { } file ? await ReadAsync("context", file, cancellationToken) : null,
            cancellationToken);
        foreach (var warning in rendered.Warnings)
            await Console.Error.WriteLineAsync($"warning: {warning}");
        Console.Write(rendered.Output ?? throw new RouteSyncException(rendered.Error!));
    }

    private async Task<(string Name, string Template)> TemplateAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_route) is { } route)
            return (route, string.Join('\n', Generated(route, Api(result, "--route"), result.GetValue(_project)).Lines));
        var file = result.GetValue(_file) ?? throw new RouteSyncException("Name a template: --template-file PATH or --route NAME.PART.");
        var source = await ReadAsync("template", file, cancellationToken);
        return (file, TemplateSource.IsSource(source)
            ? string.Join('\n', new TemplateSource(() => Api(result, $"#problem in {file}").Problems).Lines(file))
            : source);
    }

    private static DirectTemplate Generated(string nameAndPart, DeclaredApi api, string? project)
    {
        var (name, part) = (Path.GetFileNameWithoutExtension(nameAndPart), Path.GetExtension(nameAndPart));
        var route = api.Routes.FirstOrDefault(route => route.Direct is not null && route.Name == name)
            ?? throw new RouteSyncException($"The API has no direct route with the name {name}.");
        var templates = DirectTemplates.Of(
            route, api, project ?? throw new RouteSyncException("--route needs the folder of the API's project: --project DIR."));
        return part switch
        {
            ".request" => templates.Request,
            ".response" => templates.Response,
            ".error" => templates.Error,
            ".outage" => templates.Outage,
            _ => throw new RouteSyncException(
                $"--route takes NAME.request, NAME.response, NAME.error or NAME.outage, not '{nameAndPart}'."),
        };
    }

    private DeclaredApi Api(ParseResult result, string user) => AssemblyReader.Read(
        result.GetValue(_assembly) ?? throw new RouteSyncException($"{user} needs the built assembly of the API: --assembly PATH."));

    private static async Task<string> ReadAsync(string what, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"The {what} {path} cannot be read: {exception.Message}", exception);
        }
    }

    // A read from the terminal cannot be cancelled. This method only stops waiting for it.
    private static async Task<string> ReadStandardInputAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Console.OpenStandardInput());
        return await reader.ReadToEndAsync(CancellationToken.None).WaitAsync(cancellationToken);
    }
}
