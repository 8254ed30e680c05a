using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Expanding;
using LocalGateway.Template.Reading;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Sam;

namespace LocalGateway.Template;

/// <summary>
/// Reads a SAM template as a deployment would. It resolves parameters, conditions and intrinsic functions, makes SAM's additions, and
/// imports the OpenAPI document of each API.
/// </summary>
public static class SamTemplate
{
    /// <summary>Reads a template from a file, JSON or YAML.</summary>
    /// <exception cref="TemplateException">The template is not valid; the exception names each place and reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Deployment Load(string path, TemplateOptions options)
    {
        var file = Path.GetFullPath(path);
        options.FileRead?.Invoke(file);
        var text = File.ReadAllText(file);
        var name = Path.GetFileName(file);
        try
        {
            return Parse(text, options, Path.GetDirectoryName(file)!, name);
        }
        catch (TemplateException exception) when (SourcePlaces.Of(text) is { } places)
        {
            throw new TemplateException([.. exception.TemplateDiagnostics.Select(diagnostic => places.Find(diagnostic.Path) is var (line, column)
                ? diagnostic with { Place = $"{name}({line},{column})" }
                : diagnostic)]);
        }
    }

    /// <summary>
    /// Reads the text of a template. <paramref name="folder"/>: the folder that a CodeUri is relative to; by default the current folder.
    /// <paramref name="source"/>: the template's name, for messages about its syntax.
    /// </summary>
    /// <exception cref="TemplateException">The template is not valid; the exception names each place and reason.</exception>
    public static Deployment Parse(string text, TemplateOptions options, string? folder = null, string source = "template")
    {
        var diagnostics = new TemplateDiagnostics(options.Partial);
        var files = new LocalFiles(folder ?? Directory.GetCurrentDirectory(), options.FileRead, diagnostics);
        if (Cookiecutter.Is(text))
        {
            text = Cookiecutter.Complete(text, files.Folder, source);
            diagnostics.IgnoreLocally($"{source} (its placeholders have the defaults of cookiecutter.json: run 'sam init' to choose others)");
        }

        var root = TemplateReader.Read(text, source, diagnostics);
        var outside = new OutsideValues(options, diagnostics);
        var parameters = ParameterValues.From(root["Parameters"] as JsonObject ?? [], options, outside, diagnostics);
        diagnostics.BeginStep();

        var early = Intrinsics.OfParameters(parameters, root["Mappings"] as JsonObject ?? [], outside, diagnostics);
        new Includes(early, files, diagnostics).ExpandIn(root, "");
        root = new ForEachLoops(early, diagnostics).Expand(root, "")!.AsObject();
        var document = TemplateDocument.From(root, diagnostics);
        var conditions = new Conditions(document.Conditions, parameters, document.Mappings, outside, diagnostics);
        diagnostics.BeginStep();

        var declared = ImplicitApi.AddWhereNeeded(
            document.Resources,
            resource => resource.Condition is null || conditions.Holds(resource.Condition, $"{resource.LogicalId}.Condition"));
        declared = Globals.Apply(document.Globals, declared, diagnostics);
        ReferenceCheck.Run(declared, document.Outputs, parameters, document.Conditions, diagnostics);
        diagnostics.BeginStep();

        var values = new ResourceValues(declared, parameters, document.Mappings, conditions, options, outside, diagnostics);
        var resources = Resolve(declared, values, diagnostics);
        diagnostics.BeginStep();

        var deployment = new TemplateInterpreter(values, resources, options, files, diagnostics).Run();
        outside.ReportUnused();
        diagnostics.ThrowIfAny();
        return deployment with { IsPartial = options.Partial, IgnoredLocally = diagnostics.IgnoredLocally };
    }

    private static List<Resource> Resolve(IReadOnlyList<ResourceDeclaration> declared, ResourceValues values, TemplateDiagnostics diagnostics)
    {
        var resources = new List<Resource>();
        foreach (var resource in declared.Where(values.IsInStack))
        {
            if (ResourceTypes.IsRead(resource.Type))
                resources.Add(values.Resolve(resource));
            else
                diagnostics.IgnoreLocally($"{resource.LogicalId} ({resource.Type})");
        }

        return resources;
    }
}
