using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Templates;

/// <summary>
/// Saves a template of the bench in the file that it comes from: the <c>.vtl</c> file that its first line names, or else the SAM template.
/// </summary>
internal sealed partial class TemplateSaver(StudioOptions options)
{
    private const string NotKept = "this request is not kept any more";

    public async Task SaveAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<SaveRequest>(context) is not { } asked)
            return;
        var (saved, problem) = await SaveAsync(number, asked, context.RequestAborted);
        await (saved is null
            ? Replies.ProblemAsync(context, StatusCodes.Status409Conflict, problem!)
            : Replies.JsonAsync(context, saved));
    }

    private async Task<(SavedTemplate? Saved, string? Problem)> SaveAsync(
        string number, SaveRequest asked, CancellationToken cancellationToken)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            || options.Recorder.Find(parsed) is not { } record
            || record.Render(asked.Template, asked.Source) is not { } run)
            return (null, NotKept);
        if (run.Error is { } error)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {error.Line}, column {error.Column}");
            return (null, $"a template with an error is not saved ({place}: {error.Message})");
        }

        var original = record.Open().Templates[asked.Template].Source;
        var folder = Path.GetDirectoryName(options.TemplateFile)!;
        var name = Path.GetFileName(options.TemplateFile);
        try
        {
            var path = VtlFileOf(original, folder) ?? options.TemplateFile;
            name = Path.GetRelativePath(folder, path);
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            if (path != options.TemplateFile && Directive().Match(text) is { Success: true } directive)
                return (null, $"{name} inserts other texts ({directive.Groups["name"].Value}). Copy your change into this file");
            var template = path == options.TemplateFile ? original : WithoutFirstLine(original);
            var (found, problem) = TemplatePlace.Find(text, template);
            if (found is null)
                return (null, $"the template cannot be saved in {name}: {problem}");
            var source = path == options.TemplateFile ? asked.Source : WithoutFirstLine(asked.Source);
            await File.WriteAllTextAsync(path, found.With(source), cancellationToken);
            return (new(name, original.StartsWith("## generated from", StringComparison.Ordinal)), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"{name} cannot be changed: {exception.Message}");
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

    /// <param name="Template">The place of the template in the record.</param>
    private sealed record SaveRequest(int Template, string Source);
}

/// <param name="File">Relative to the folder of the SAM template.</param>
/// <param name="IsGenerated">Whether a generator made the template, and may write it again.</param>
internal sealed record SavedTemplate(string File, bool IsGenerated);
