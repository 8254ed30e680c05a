using LocalGateway.Integrations.Mapping;
using LocalGateway.MappingTemplates;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.Recording;

/// <summary>Renders a template of a record again. Nothing is called, and the record does not change.</summary>
internal sealed class TemplateRerun(RequestRecord record)
{
    // A person waits for the answer, and the template may be any text.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="index">The place of the template in the record.</param>
    /// <param name="source">The changed template; null renders the recorded one.</param>
    /// <returns>Null if the record has no such template, or its input is not kept.</returns>
    public TemplateRun? Run(int index, string? source)
    {
        var templates = record.Facts.Calls.OfType<RenderedTemplate>().ToList();
        if (index < 0 || index >= templates.Count || templates[index].Input is not { } input)
            return null;
        using var patience = new CancellationTokenSource(Patience);
        var overrides = new MappingOverrides();
        var warnings = new List<string>();
        var trace = new RenderTrace();
        RenderedError? error = null;
        var output = "";
        try
        {
            // A request template can pass values to the response template.
            foreach (var earlier in templates.Take(index))
                RunEarlier(earlier, overrides, patience.Token);
            var template = MappingTemplate.Parse(templates[index].Template.Name, source ?? templates[index].Template.Text);
            output = template.Render(input with { Overrides = overrides, Warn = warnings.Add }, trace, patience.Token);
        }
        catch (MappingTemplateException exception)
        {
            output = trace.Written;
            error = new(record.Secrets.Text(exception.Problem), exception.Line, exception.Column);
        }
        catch (OperationCanceledException)
        {
            output = trace.Written;
            error = new("the template takes longer than 5 seconds", 1, 1);
        }

        return new()
        {
            Output = Parts(output, trace),
            Error = error,
            Values =
            [
                .. trace.Values.Select(value => new AssignedValue(value.Position.Line, value.Name, record.Secrets.Text(value.Value))),
            ],
            Branches = [.. trace.Branches.Select(Branch)],
            StatusSetBy = StatusCause.Of(trace) is ({ } line, var because) ? new(line, [.. because.Select(Branch)]) : null,
            Unknown = [.. UnknownReferences.In(source ?? templates[index].Template.Text, input)],
            Warnings = [.. warnings.Select(record.Secrets.Text)],
            Status = overrides.ResponseStatus,
            ReplyHeaders = [.. Headers(overrides.ResponseHeaders)],
            RequestParameters =
            [
                .. Headers(overrides.RequestHeaders), .. Headers(overrides.RequestQueryString), .. Headers(overrides.RequestPath),
            ],
        };
    }

    private TemplateBranch Branch(TracedBranch branch) => new(
        branch.Position.Line,
        branch.IsTaken,
        [.. branch.Reads.Select(read => new AssignedValue(read.Position.Line, read.Name, record.Secrets.Text(read.Value)))]);

    private static void RunEarlier(RenderedTemplate template, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        try
        {
            template.Template.Render(template.Input! with { Overrides = overrides, Warn = null }, cancellationToken);
        }
        catch (MappingTemplateException)
        {
            // It failed in the request too. What it has set until then counts.
        }
    }

    private IEnumerable<RecordedHeader> Headers(IReadOnlyDictionary<string, string> values) =>
        values.Select(value => new RecordedHeader(
            value.Key, record.Facts.Secrets.IsHeader(value.Key) ? SecretText.Mask : record.Secrets.Text(value.Value)));

    private List<OutputPart> Parts(string output, RenderTrace trace)
    {
        var masked = record.Secrets.Text(output);
        var parts = new List<OutputPart>();
        var end = 0;
        foreach (var part in trace.Output.Where(part => part.Start + part.Length <= output.Length))
        {
            if (part.Start > end)
                parts.Add(new(output[end..part.Start], 0, IsValue: false));
            parts.Add(new(output.Substring(part.Start, part.Length), part.Position.Line, part.IsValue));
            end = part.Start + part.Length;
        }

        if (end < output.Length)
            parts.Add(new(output[end..], 0, IsValue: false));
        var maskedParts = parts.Select(part => part with { Text = record.Secrets.Text(part.Text) }).ToList();
        // A secret may lie across the parts. Then the output has no lines.
        return string.Concat(maskedParts.Select(part => part.Text)) == masked ? maskedParts : [new(masked, 0, IsValue: false)];
    }
}
