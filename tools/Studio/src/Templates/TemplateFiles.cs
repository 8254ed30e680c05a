using System.Text.RegularExpressions;

namespace Studio.Templates;

/// <summary>
/// Writes a template into the file that it comes from: the <c>.vtl</c> file that its first line names, or else the SAM template.
/// </summary>
internal sealed partial class TemplateFiles(StudioOptions options)
{
    /// <param name="before">The text that the file has.</param>
    /// <param name="after">The text that it gets.</param>
    /// <param name="everywhere">Whether the file may have the text more than once.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The file relative to the folder of the SAM template, and null or the reason why the template cannot be written there.</returns>
    public async Task<(string File, TemplateProblem? Problem)> ReplaceAsync(
        string before, string after, bool everywhere, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(options.TemplateFile)!;
        var name = Path.GetFileName(options.TemplateFile);
        try
        {
            var path = VtlFileOf(before, folder) ?? options.TemplateFile;
            name = Path.GetRelativePath(folder, path);
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            if (path != options.TemplateFile)
            {
                if (Directive().Match(text) is { Success: true } directive)
                    return (name, new($"{name} inserts other texts ({directive.Groups["name"].Value}). Copy your change into this file"));
                (before, after) = (WithoutFirstLine(before), WithoutFirstLine(after));
            }

            var (changed, problem) = TemplatePlace.Replace(text, before, after, everywhere);
            if (changed is null)
                return (name, new($"the template cannot be saved in {name}: {problem}") { IsMissing = problem == TemplatePlace.Missing });
            await File.WriteAllTextAsync(path, changed, cancellationToken);
            return (name, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (name, new($"{name} cannot be changed: {exception.Message}"));
        }
    }

    // Such a line is the first one of a template: ## Health/GetHealth.response.vtl
    private static string? VtlFileOf(string template, string folder)
    {
        if (Origin().Match(template) is not { Success: true } origin)
            return null;
        var wanted = Path.DirectorySeparatorChar + origin.Groups["path"].Value.Replace('/', Path.DirectorySeparatorChar);
        var files = Directory.EnumerateFiles(folder, Path.GetFileName(wanted), SearchOption.AllDirectories)
            .Where(file => file.EndsWith(wanted, StringComparison.Ordinal))
            .ToList();
        return files.Count == 1 ? files[0] : null;
    }

    private static string WithoutFirstLine(string template) => template[(template.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex(@"\A## (?<path>[A-Za-z0-9_./-]+\.vtl)\r?\n")]
    private static partial Regex Origin();

    [GeneratedRegex("""(?m)^\s*(?<name>#parse|#problem)\(""")]
    private static partial Regex Directive();
}

/// <summary>Why a template cannot be written.</summary>
/// <param name="Message">For the page.</param>
internal sealed record TemplateProblem(string Message)
{
    /// <summary>Whether the file does not have the text that it should have.</summary>
    public bool IsMissing { get; init; }
}
