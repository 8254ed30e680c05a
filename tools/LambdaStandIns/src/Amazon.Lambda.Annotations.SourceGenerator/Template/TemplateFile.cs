using System.Collections.Immutable;
using System.Xml;

using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

using Newtonsoft.Json;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>The project's SAM template on disk.</summary>
internal static class TemplateFile
{
    /// <summary>
    /// Updates the project's template to match the code. It writes only if the content changes, and creates no template for a project
    /// without functions. The caller reports the returned diagnostics. After an error the template is unchanged.
    /// </summary>
    public static ImmutableArray<Diagnostic> Synchronise(TemplateInput input)
    {
        var place = input.SourcePaths[0];
        try
        {
            var found = input.SourcePaths.Select(ProjectFolder.Of).FirstOrDefault(folder => folder is not null);
            if (input.Functions.Count == 0 && found is not { HasTemplate: true })
                return [];
            if (found is not { } folder)
                return [Report(place, default, TemplateDiagnostics.NoProject, place)];

            place = folder.TemplatePath;
            return [.. Synchronise(folder, input).Select(finding => Report(place, default, finding.Descriptor, finding.Arguments))];
        }
        catch (JsonReaderException e)
        {
            var position = new LinePosition(Math.Max(e.LineNumber - 1, 0), Math.Max(e.LinePosition - 1, 0));
            return [Report(place, position, TemplateDiagnostics.Failed, e.Message)];
        }
        catch (Exception e) when (e is TemplateException or JsonException or XmlException or IOException or UnauthorizedAccessException)
        {
            return [Report(place, default, TemplateDiagnostics.Failed, e.Message)];
        }
    }

    private static List<TemplateFinding> Synchronise(ProjectFolder folder, TemplateInput input)
    {
        var text = folder.ReadTemplate();
        if (text.TrimStart() is { Length: > 0 } content && content[0] != '{')
            return [new(TemplateDiagnostics.Yaml)];

        var (synchronised, findings) = TemplateSynchronisation.Apply(
            text, WithInputsOfFiles(folder, input), folder.CodeUri, describe: !folder.SuppressesTelemetry());
        folder.WriteTemplate(synchronised);

        List<TemplateFinding> all = [.. findings, new(PublishedDiagnostics.CodeGenerated, folder.TemplatePath, "\n", synchronised)];
        if (folder.IsDefaultsFileAmbiguous)
            all.Add(new(TemplateDiagnostics.AmbiguousDefaults, folder.DefaultsPath!));
        return all;
    }

    private static TemplateInput WithInputsOfFiles(ProjectFolder folder, TemplateInput input) => input with
    {
        Functions =
        [
            .. input.Functions.Select(function => function with
            {
                Events =
                [
                    .. function.Events.Select(item =>
                        item is ScheduleEvent { Input: { } text } schedule ? schedule with { Input = folder.ReadInput(text) } : item),
                ],
            }),
        ],
    };

    private static Diagnostic Report(string path, LinePosition position, DiagnosticDescriptor descriptor, params object[] arguments) =>
        Diagnostic.Create(descriptor, Location.Create(path, default, new LinePositionSpan(position, position)), arguments);
}
