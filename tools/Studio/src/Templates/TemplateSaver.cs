using System.Collections.Concurrent;
using System.Globalization;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Templates;

/// <summary>Saves a changed template of a record in its file, and the same change in other templates.</summary>
internal sealed class TemplateSaver(StudioOptions options)
{
    private const string NotKept = "this request is not kept any more";
    private const string IsNewer = "the file has a newer version of this template. Open a newer request";

    private readonly TemplateFiles _files = new(options);

    // By the name of the template. The gateway reads the file when the next request comes.
    private readonly ConcurrentDictionary<string, string> _saved = new(StringComparer.Ordinal);

    /// <summary>Whether the file has a newer version of the template than the record.</summary>
    public async Task VersionAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<VersionRequest>(context) is not { } asked)
            return;
        await (Find(number, asked.Template) is { } template
            ? Replies.JsonAsync(context, new TemplateVersion(IsOld(template.Name, template.Source)))
            : Replies.ProblemAsync(context, StatusCodes.Status404NotFound, NotKept));
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

        var changed = new List<string>();
        var problems = new List<string>();
        var lines = ChangedLines.Between(asked.Original ?? template.Source, asked.Source);
        foreach (var other in Others(lines, template.Name))
        {
            var text = lines.Apply(other.Text);
            if (TemplateRenderer.Check(text) is { } error)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{other.Name} is not changed: line {error.Line}, {error.Problem}"));
                continue;
            }

            var (_, problem) = await _files.ReplaceAsync(other.Text, text, everywhere: true, context.RequestAborted);
            if (problem is not null)
                problems.Add($"{other.Name} is not changed: {problem.Message}");
            else
                changed.Add(other.Name);
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
        var lines = ChangedLines.Between(original, asked.Source);
        // Before the file changes: the gateway may read it at any time.
        var others = Others(lines, template.Name).Select(other => new OtherTemplate(other.Name, lines.In(other.Text))).ToList();
        var (file, problem) = await _files.ReplaceAsync(original, asked.Source, everywhere: false, cancellationToken);
        if (problem is not null)
            return (null, problem.IsMissing && IsOld(template.Name, original) ? IsNewer : problem.Message);
        _saved[template.Name] = asked.Source;
        return (new(file, original.StartsWith("## generated from", StringComparison.Ordinal), others), null);
    }

    private bool IsOld(string name, string text) =>
        (_saved.TryGetValue(name, out var saved) && saved != text) || !All().Any(known => known.Name == name && known.Text == text);

    // Two methods may share one text. It is changed once.
    private IEnumerable<(string Name, string Text)> Others(ChangedLines lines, string name) =>
        All().Where(other => other.Name != name && lines.In(other.Text).Count > 0).DistinctBy(other => other.Text);

    // The names are those of the records.
    private IEnumerable<(string Name, string Text)> All()
    {
        foreach (var method in options.ApiOf(options.Deployment()).Methods)
        {
            if (method.Integration is not MappedIntegration integration)
                continue;
            foreach (var (mediaType, text) in integration.RequestTemplates)
                yield return ($"{method.Name} request {mediaType}", text);
            foreach (var (mediaType, text) in integration.Responses.SelectMany(response => response.ResponseTemplates))
                yield return ($"{method.Name} response {mediaType}", text);
        }
    }

    private RecordedTemplate? Find(string number, int template) =>
        Record(number)?.Open().Templates is { } templates && template >= 0 && template < templates.Count ? templates[template] : null;

    private RequestRecord? Record(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? options.Recorder.Find(parsed) : null;

    /// <param name="Template">The place of the template in the record.</param>
    private sealed record VersionRequest(int Template);

    private sealed record TemplateVersion(bool IsOld);

    /// <param name="Template">The place of the template in the record.</param>
    /// <param name="Source">The new text.</param>
    /// <param name="Original">The text that the file has; null if it is that of the record.</param>
    private sealed record SaveRequest(int Template, string Source, string? Original = null);
}

/// <param name="File">Relative to the folder of the SAM template.</param>
/// <param name="IsGenerated">Whether a generator made the template, and may write it again.</param>
/// <param name="Others">The templates that have lines which this change has replaced.</param>
internal sealed record SavedTemplate(string File, bool IsGenerated, IReadOnlyList<OtherTemplate> Others);

/// <param name="Name">As in the records.</param>
/// <param name="Lines">The old lines that it has.</param>
internal sealed record OtherTemplate(string Name, IReadOnlyList<string> Lines);

/// <param name="Changed">The names of the templates that are changed.</param>
/// <param name="Problems">Why others are not.</param>
internal sealed record SavedOthers(IReadOnlyList<string> Changed, IReadOnlyList<string> Problems);
