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
    private const string SamPrefix = "AWS::Serverless::";

    public required JsonObject Parameters { get; init; }

    public required JsonObject Mappings { get; init; }

    public required JsonObject Conditions { get; init; }

    public required JsonObject Globals { get; init; }

    public required JsonObject Outputs { get; init; }

    /// <summary>In template order.</summary>
    public required IReadOnlyList<ResourceDeclaration> Resources { get; init; }

    public static TemplateDocument From(JsonObject root, TemplateDiagnostics diagnostics)
    {
        if (root[nameof(Resources)] is not JsonObject { Count: > 0 })
            throw new TemplateException("Template.Resources", NoResources(root));
        var template = new Section("Template", "Template", root, diagnostics);
        foreach (var said in (string[])["AWSTemplateFormatVersion", "Description", "Metadata"])
            template.Node(said);
        // Rules check the values of parameters, and hooks act during a deployment.
        foreach (var unused in ((string[])["Hooks", "Rules"]).Where(template.Has))
        {
            template.Node(unused);
            diagnostics.IgnoreLocally(unused);
        }

        var resources = Resource(template, diagnostics);
        CheckTransform(template, resources, diagnostics);
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

    private static string NoResources(JsonObject root) => root.ContainsKey("service") && root.ContainsKey("provider")
        ? "this is a file of the Serverless Framework, which is not a CloudFormation template: run 'serverless package' and load "
            + "cloudformation-template-update-stack.json from its folder .serverless"
        : "a template needs at least one resource";

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

    private static void CheckTransform(Section template, IReadOnlyList<ResourceDeclaration> resources, TemplateDiagnostics diagnostics)
    {
        var node = template.Node("Transform");
        var transforms = (node is JsonArray list ? [.. list] : new[] { node })
            .Select(item => Scalars.Text(item) ?? Scalars.Text((item as JsonObject)?["Name"]))
            .OfType<string>()
            .ToList();
        // AWS's own transforms besides these two act during a deployment, or were already expanded.
        foreach (var macro in transforms.Where(name => !name.StartsWith("AWS::", StringComparison.Ordinal)))
        {
            var reason = $"the macro '{macro}' cannot run on this machine: write its result into the template";
            if (diagnostics.CannotRun(template.PathOf("Transform"), reason) is not null)
                diagnostics.IgnoreLocally($"Transform ({reason})");
        }

        var usesSam = resources.Any(resource => resource.Type.StartsWith(SamPrefix, StringComparison.Ordinal));
        if (usesSam && !transforms.Contains(SamTransform))
        {
            var missing = $"AWS::Serverless resources need \"Transform\": \"{SamTransform}\"";
            if (diagnostics.CannotRun(template.PathOf("Transform"), missing) is not null)
                diagnostics.IgnoreLocally($"Transform ({missing})");
        }
    }

    private static List<ResourceDeclaration> Resource(Section template, TemplateDiagnostics diagnostics)
    {
        var resources = new List<ResourceDeclaration>();
        foreach (var (logicalId, declaration) in Map(template, "Resources"))
        {
            const string rule = "a logical id can contain only letters and digits";
            if (!logicalId.All(char.IsAsciiLetterOrDigit) && diagnostics.CannotRun(logicalId, rule) is not null)
                diagnostics.IgnoreLocally($"{logicalId} ({rule})");
            if (declaration is not JsonObject members)
            {
                diagnostics.Add(logicalId, "a resource must be an object");
                continue;
            }

            var isSam = Scalars.Text(members["Type"])?.StartsWith(SamPrefix, StringComparison.Ordinal) == true;
            var resource = new Section(isSam ? "SamResource" : "Resource", logicalId, members, diagnostics);
            resource.Node("Metadata");
            resource.Node("Description");
            if (isSam || diagnostics.IsPartial)
                RemoveNulls(members, diagnostics.IsPartial);
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

    /// <summary>
    /// SAM takes null as absent in the properties of its own types, but passes on environment variables as they are. CloudFormation refuses
    /// every other null.
    /// </summary>
    private static void RemoveNulls(JsonObject resource, bool isPartial)
    {
        foreach (var name in resource.Where(member => member.Value is null).Select(member => member.Key).ToList())
            resource.Remove(name);
        foreach (var (name, property) in (resource["Properties"] as JsonObject ?? []).ToList())
        {
            if (property is null)
                resource["Properties"]!.AsObject().Remove(name);
            else if (name != "Environment" || isPartial)
                RemoveNulls(property);
        }
    }

    private static void RemoveNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Where(member => member.Value is null).Select(member => member.Key).ToList())
                    map.Remove(name);
                foreach (var (_, member) in map)
                    RemoveNulls(member);
                break;
            case JsonArray list:
                for (var index = list.Count - 1; index >= 0; index--)
                {
                    if (list[index] is null)
                        list.RemoveAt(index);
                    else
                        RemoveNulls(list[index]);
                }

                break;
        }
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
