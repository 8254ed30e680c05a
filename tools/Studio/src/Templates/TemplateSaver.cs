using System.Globalization;
using LocalGateway.MappingTemplates;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Templates;

/// <summary>Saves a changed template of a record in its file, and the same change in other templates.</summary>
internal sealed class TemplateSaver
{
    private const string NotKept = "this request is not kept any more";
    private const string IsNewer = "the file has a newer version of this template";

    private readonly StudioOptions _options;
    private readonly TemplateFiles _files;
    private readonly CurrentTemplates _current;

    public TemplateSaver(StudioOptions options)
    {
        (_options, _files) = (options, new(options));
        _current = new(options, _files);
    }

    /// <summary>The text that the file has now. The record may have an older one.</summary>
    public async Task VersionAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<VersionRequest>(context) is not { } asked)
            return;
        if (Find(number, asked.Template) is not { } template)
        {
            await Replies.ProblemAsync(context, StatusCodes.Status404NotFound, NotKept);
            return;
        }

        var current = await _current.FindAsync(template.Name, context.RequestAborted);
        await Replies.JsonAsync(context, new TemplateVersion(current?.Text, current?.File));
    }

    public async Task SaveAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<SaveRequest>(context) is not { } asked)
            return;
        var (saved, problem) = await SaveAsync(number, asked, context.RequestAborted);
        await (saved is null
            ? Replies.ProblemAsync(context, StatusCodes.Status409Conflict, problem!)
            : Replies.JsonAsync(context, saved));
    }

    /// <summary>The other templates that have the lines which a change replaces. Nothing is saved.</summary>
    public async Task OthersAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<SaveRequest>(context) is not { } asked)
            return;
        await (Find(number, asked.Template) is { } template
            ? Replies.JsonAsync(context, Others(asked.LinesOf(template), template.Name))
            : Replies.ProblemAsync(context, StatusCodes.Status404NotFound, NotKept));
    }

    /// <summary>Makes the change of a saved template in the other templates that have the old lines.</summary>
    public async Task SaveOthersAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<SaveRequest>(context) is not { } asked)
            return;
        if (Find(number, asked.Template) is not { } template)
        {
            await Replies.ProblemAsync(context, StatusCodes.Status404NotFound, NotKept);
            return;
        }

        var changed = new List<TemplateText>();
        var problems = new List<string>();
        var lines = asked.LinesOf(template);
        // Some methods may share one text. It is changed once.
        foreach (var others in _current.With(lines, template.Name).GroupBy(other => other.Text).ToList())
        {
            var names = string.Join(", ", others.Select(other => other.Name));
            var text = lines.Apply(others.Key);
            if (TemplateRenderer.Check(text) is { } error)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{names}: not changed, because of line {error.Line}: {error.Problem}"));
                continue;
            }

            var (_, problem) = await _files.ReplaceAsync(others.Key, text, everywhere: true, context.RequestAborted);
            if (problem is not null)
            {
                problems.Add($"{names}: not changed, because {problem.Message}");
                continue;
            }

            foreach (var other in others)
            {
                _current.Saved(other.Name, text);
                changed.Add(other with { Text = text });
            }
        }

        await Replies.JsonAsync(context, new SavedOthers(changed, problems));
    }

    private async Task<(SavedTemplate? Saved, string? Problem)> SaveAsync(
        string number, SaveRequest asked, CancellationToken cancellationToken)
    {
        if (Find(number, asked.Template) is not { } template || Record(number)!.Render(asked.Template, asked.Source) is not { } run)
            return (null, NotKept);
        if (run.Error is { } error)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {error.Line}, column {error.Column}");
            return (null, $"a template with an error is not saved ({place}: {error.Message})");
        }

        var original = asked.Original ?? template.Source;
        var lines = asked.LinesOf(template);
        // Before the file changes: the gateway may read it at any time.
        var others = Others(lines, template.Name);
        var (file, problem) = await _files.ReplaceAsync(original, asked.Source, everywhere: false, cancellationToken);
        if (problem is not null)
        {
            var isOld = problem.IsMissing && (await _current.FindAsync(template.Name, cancellationToken))?.Text is { } now && now != original;
            return (null, isOld ? IsNewer : problem.Message);
        }

        _current.Saved(template.Name, asked.Source);
        return (new(file, OriginOf(original), await _files.SourcesOfAsync(lines, cancellationToken), others), null);
    }

    private List<OtherTemplate> Others(ChangedLines lines, string name) =>
        [.. _current.With(lines, name).Select(other => new OtherTemplate(other.Name, lines.In(other.Text)))];

    // Such a line is the first one of a template: ## generated from ProductRoutes.Get
    private static string? OriginOf(string template)
    {
        const string Generated = "## generated from ";
        var first = template.Split('\n', 2)[0].TrimEnd();
        return first.StartsWith(Generated, StringComparison.Ordinal) ? first[Generated.Length..] : null;
    }

    private RecordedTemplate? Find(string number, int template) =>
        Record(number)?.Open().Templates is { } templates && template >= 0 && template < templates.Count ? templates[template] : null;

    private RequestRecord? Record(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? _options.Recorder.Find(parsed) : null;

    /// <param name="Template">The place of the template in the record.</param>
    private sealed record VersionRequest(int Template);

    /// <param name="Text">Null if the gateway must read the file first.</param>
    private sealed record TemplateVersion(string? Text, string? File);

    /// <param name="Template">The place of the template in the record.</param>
    /// <param name="Source">The new text.</param>
    /// <param name="Original">The text that the file has; null if it is that of the record.</param>
    private sealed record SaveRequest(int Template, string Source, string? Original = null)
    {
        public ChangedLines LinesOf(RecordedTemplate template) => ChangedLines.Between(Original ?? template.Source, Source);
    }
}

/// <param name="File">Relative to the folder of the SAM template.</param>
/// <param name="Origin">From what a generator made the template. It may write the template again. Null if people write it.</param>
/// <param name="Sources">The files with templates from which the changed lines may come.</param>
/// <param name="Others">The templates that have lines which this change has replaced.</param>
internal sealed record SavedTemplate(string File, string? Origin, IReadOnlyList<string> Sources, IReadOnlyList<OtherTemplate> Others);

/// <param name="Name">As in the records.</param>
/// <param name="Lines">The old lines that it has.</param>
internal sealed record OtherTemplate(string Name, IReadOnlyList<string> Lines);

/// <param name="Changed">The templates that are changed, with their new text.</param>
/// <param name="Problems">Why others are not.</param>
internal sealed record SavedOthers(IReadOnlyList<TemplateText> Changed, IReadOnlyList<string> Problems);
