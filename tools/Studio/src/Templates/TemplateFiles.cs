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
        var name = Path.GetFileName(options.TemplateFile);
        try
        {
            var path = VtlFileOf(before, Folder) ?? options.TemplateFile;
            name = Path.GetRelativePath(Folder, path);
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

    /// <returns>The file that has the template, relative to the folder of the SAM template; null if it has another text.</returns>
    public async Task<string?> FileOfAsync(string template, CancellationToken cancellationToken)
    {
        try
        {
            var path = VtlFileOf(template, Folder) ?? options.TemplateFile;
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            // A file that inserts other texts does not have the template as a whole.
            var has = path == options.TemplateFile
                ? TemplatePlace.IsIn(text, template)
                : Directive().IsMatch(text) || TemplatePlace.IsIn(text, WithoutFirstLine(template));
            return has ? Path.GetRelativePath(Folder, path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The <c>.vtl</c> files that have one of the old lines. A generator may have taken the line from there.</summary>
    public async Task<IReadOnlyList<string>> SourcesOfAsync(ChangedLines lines, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var file in lines.Old.Count == 0 ? [] : VtlFiles("*.vtl", Folder))
        {
            if (lines.In(await File.ReadAllTextAsync(file, cancellationToken)).Count > 0)
                found.Add(Path.GetRelativePath(Folder, file));
        }

        return found;
    }

    private string Folder => Path.GetDirectoryName(options.TemplateFile)!;

    // Hidden folders and those that programs fill have copies at most.
    private static IEnumerable<string> VtlFiles(string pattern, string folder) =>
        Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true })
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    // Such a line is the first one of a template: ## Health/GetHealth.response.vtl
    private static string? VtlFileOf(string template, string folder)
    {
        if (Origin().Match(template) is not { Success: true } origin)
            return null;
        var wanted = Path.DirectorySeparatorChar + origin.Groups["path"].Value.Replace('/', Path.DirectorySeparatorChar);
        var files = VtlFiles(Path.GetFileName(wanted), folder)
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
