using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// The <c>AWS::Serverless::Function</c> resources. Values from the code are always written. A value that the code does not set gets its
/// default when the resource is created, and is not changed afterwards.
/// </summary>
internal sealed class FunctionResources(TemplateDocument template, ICollection<TemplateFinding> findings, string codeUri, string runtime)
{
    private const string FunctionType = "AWS::Serverless::Function";

    public void Write(TemplateFunction function)
    {
        var resource = $"Resources.{function.LogicalId}";
        if (!template.Exists(resource))
            Create(resource);
        else if (!template.IsOurs(resource))
            return;

        var properties = $"{resource}.Properties";
        if (function.Timeout > 0)
            template.Set($"{properties}.Timeout", function.Timeout);
        if (function.MemorySize > 0)
            template.Set($"{properties}.MemorySize", function.MemorySize);
        WriteRole(properties, function.Role);
        WritePolicies(properties, function.Policies);
        WritePackage(properties, function);
        var marks = new UncoveredMarks(template, resource);
        marks.Remove();
        new FunctionEvents(template, findings, resource).Write(function.Events);
        marks.RemoveLoadBalancer();
    }

    /// <summary>Removes functions that the generator created and the code no longer has.</summary>
    public void RemoveAllBut(IReadOnlyCollection<string> logicalIds)
    {
        foreach (var id in template.Keys("Resources"))
        {
            var resource = $"Resources.{id}";
            var isOurs = template.IsOurs(resource);
            if (isOurs && template.Text($"{resource}.Type") == FunctionType && !logicalIds.Contains(id))
                template.Remove(resource);
        }
    }

    private void Create(string resource)
    {
        template.Set($"{resource}.Type", FunctionType);
        template.Set($"{resource}.Metadata.Tool", TemplateSynchronisation.Tool);
        template.Set($"{resource}.Properties.Runtime", runtime);
        template.Set($"{resource}.Properties.CodeUri", codeUri);
        template.Set($"{resource}.Properties.MemorySize", 512);
        template.Set($"{resource}.Properties.Timeout", 30);
        template.Set($"{resource}.Properties.Policies", new JArray("AWSLambdaBasicExecutionRole"));
    }

    private void WriteRole(string properties, string? role)
    {
        if (string.IsNullOrEmpty(role))
            return;

        template.Remove($"{properties}.Policies");
        template.SetTextOrReference($"{properties}.Role", role!, "Arn", findings);
    }

    private void WritePolicies(string properties, string? policies)
    {
        if (string.IsNullOrEmpty(policies))
            return;

        var items = policies!.Split(',').Select(policy => policy.Trim()).Select(policy =>
            policy.StartsWith("@", StringComparison.Ordinal) ? new JObject { ["Ref"] = policy.Substring(1) } : (JToken)policy);
        template.Remove($"{properties}.Role");
        template.Set($"{properties}.Policies", new JArray(items));
    }

    private void WritePackage(string properties, TemplateFunction function)
    {
        template.Set($"{properties}.PackageType", function.PackageType.ToString());
        if (function.PackageType is PackageType.Image)
        {
            template.Set($"{properties}.ImageUri", codeUri);
            template.Set($"{properties}.ImageConfig.Command", new JArray(function.Handler));
            foreach (var name in new[] { "Handler", "CodeUri", "Runtime" })
                template.Remove($"{properties}.{name}");
            return;
        }

        template.Set($"{properties}.CodeUri", codeUri);
        template.Set($"{properties}.Handler", function.Handler);
        template.Set($"{properties}.Runtime", runtime);
        template.Remove($"{properties}.ImageUri");
        template.Remove($"{properties}.ImageConfig");
    }
}
