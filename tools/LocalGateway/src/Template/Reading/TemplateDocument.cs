using System.Text.Json.Nodes;

namespace LocalGateway.Template.Reading;

/// <summary>One entry of <c>Resources</c>, not yet resolved.</summary>
internal sealed record ResourceDeclaration(
    string LogicalId,
    string Type,
    JsonObject Properties,
    string? Condition,
    IReadOnlyList<string> DependsOn)
{
    public string PathOf(string property) => $"{LogicalId}.Properties.{property}";
}

/// <summary>The sections of a template, after a check of their structure.</summary>
internal sealed class TemplateDocument
{
    private const string SamTransform = "AWS::Serverless-2016-10-31";

    public required JsonObject Parameters { get; init; }

    public required JsonObject Mappings { get; init; }

    public required JsonObject Conditions { get; init; }

    public required JsonObject Globals { get; init; }

    public required JsonObject Outputs { get; init; }

    /// <summary>In template order.</summary>
    public required IReadOnlyList<ResourceDeclaration> Resources { get; init; }

    public static TemplateDocument From(JsonObject root, TemplateDiagnostics diagnostics)
    {
        var template = new Section("Template", "Template", root, diagnostics);
        foreach (var said in (string[])["AWSTemplateFormatVersion", "Description", "Metadata"])
            template.Node(said);
        var resources = Resource(template, diagnostics);
        if (resources.Count == 0)
            template.Wrong("Resources", "a template needs at least one resource");
        CheckTransform(template, resources);
        if (template.Has("Outputs"))
            diagnostics.IgnoreLocally("Outputs");
        var document = new TemplateDocument
        {
            Parameters = Map(template, "Parameters"),
            Mappings = Map(template, "Mappings"),
            Conditions = Map(template, "Conditions"),
            Globals = Map(template, "Globals"),
            Outputs = Map(template, "Outputs"),
            Resources = resources,
        };
        template.Close();
        return document;
    }

    private static JsonObject Map(Section template, string name)
    {
        switch (template.Node(name))
        {
            case null:
                return [];
            case JsonObject map:
                return map;
            default:
                template.Wrong(name, "must be an object");
                return [];
        }
    }

    private static void CheckTransform(Section template, IReadOnlyList<ResourceDeclaration> resources)
    {
        var transforms = template.Strings("Transform");
        foreach (var macro in transforms.Where(name => name != SamTransform))
            template.Wrong("Transform", $"'{macro}' is not supported, only {SamTransform}");
        var usesSam = resources.Any(resource => resource.Type.StartsWith("AWS::Serverless::", StringComparison.Ordinal));
        if (usesSam && !transforms.Contains(SamTransform))
            template.Wrong("Transform", $"AWS::Serverless resources need \"Transform\": \"{SamTransform}\"");
    }

    private static List<ResourceDeclaration> Resource(Section template, TemplateDiagnostics diagnostics)
    {
        var resources = new List<ResourceDeclaration>();
        foreach (var (logicalId, declaration) in Map(template, "Resources"))
        {
            if (!logicalId.All(char.IsAsciiLetterOrDigit))
                diagnostics.Add(logicalId, "a logical id can contain only letters and digits");
            if (declaration is not JsonObject members)
            {
                diagnostics.Add(logicalId, "a resource must be an object");
                continue;
            }
            var resource = new Section("Resource", logicalId, members, diagnostics);
            resource.Node("Metadata");
            resources.Add(new ResourceDeclaration(
                logicalId,
                resource.RequiredText("Type"),
                Map(resource, "Properties"),
                resource.Text("Condition"),
                resource.Strings("DependsOn")));
            FindNulls(members, logicalId, diagnostics);
            resource.Close();
        }
        return resources;
    }

    private static void FindNulls(JsonNode? node, string path, TemplateDiagnostics diagnostics)
    {
        switch (node)
        {
            case null:
                diagnostics.Add(path, "null values are not allowed in templates");
                break;
            case JsonObject map:
                foreach (var (name, member) in map)
                    FindNulls(member, $"{path}.{name}", diagnostics);
                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                    FindNulls(list[index], $"{path}[{index}]", diagnostics);
                break;
        }
    }
}
