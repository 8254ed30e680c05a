using System.CommandLine;
using LocalGateway.MappingTemplates;
using RouteSync.MappingTemplates;

namespace RouteSync.CommandLine;

/// <summary><c>render</c>: renders one mapping template and prints only the result.</summary>
internal static class RenderCommand
{
    private const string StandardInput = "-";

    public static Command Create()
    {
        var command = new Command("render", "Renders a mapping template (VTL) as API Gateway does and prints the result.");
        var template = new Option<string>("--template-file")
        {
            Description = "The file with the mapping template. Files that it names in #parse are inserted.",
            HelpName = "PATH",
            Required = true,
        };
        var body = new Option<string?>("--body")
        {
            Description = $"The file that $input reads, {StandardInput} for standard input. Default: an empty body.",
            HelpName = "PATH",
        };
        var context = new Option<string?>("--context")
        {
            Description =
                "A JSON file with any of context (for $context), stageVariables, and params with path, querystring and header.",
            HelpName = "PATH",
        };
        foreach (var option in new Option[] { template, body, context })
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var name = result.GetRequiredValue(template);
            var source = await ReadAsync("template", name, cancellationToken);
            var rendered = TemplateRenderer.Render(
                name,
                TemplateSource.ParsesFiles(source) ? string.Join('\n', TemplateSource.Lines(name)) : source,
                result.GetValue(body) switch
                {
                    null => "",
                    StandardInput => await ReadStandardInputAsync(cancellationToken),
                    var path => await ReadAsync("body", path, cancellationToken),
                },
                result.GetValue(context) is { } file ? await ReadAsync("context", file, cancellationToken) : null,
                cancellationToken);
            Console.Write(rendered.Output ?? throw new RouteSyncException(rendered.Error!));
        });
        return command;
    }

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
