using System.CommandLine;
using System.Globalization;
using LocalHost.MappingTemplates;

namespace LocalHost.CommandLine;

/// <summary><c>templates</c>: writes the current text of the .vtl files into the SAM template as mapping templates.</summary>
internal static class TemplatesCommand
{
    public static Command Create()
    {
        var command = new Command(
            "templates", "Writes the mapping templates (*.vtl) into the SAM template, at the places that name a .vtl file.");
        var template = new Option<string>("--template")
        {
            Description = "The SAM template, JSON.",
            HelpName = "PATH",
            DefaultValueFactory = _ => Repository.Template,
        };
        command.Options.Add(template);
        command.SetAction((result, cancellationToken) => RunAsync(result.GetRequiredValue(template), cancellationToken));
        return command;
    }

    private static async Task RunAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var before = await File.ReadAllTextAsync(path, cancellationToken);
            var after = TemplateLines.Update(before, Path.GetDirectoryName(Path.GetFullPath(path))!, out var count);
            if (after != before)
                await File.WriteAllTextAsync(path, after, cancellationToken);
            var outcome = after == before ? "were already up to date" : "are written";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} mapping templates {outcome}: {path}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The SAM template {path} cannot be read or written: {exception.Message}", exception);
        }
    }
}
