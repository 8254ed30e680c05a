using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>Values that name another part of the template.</summary>
internal static class References
{
    /// <summary>
    /// Writes what an attribute names: a text as it is; <c>@X</c> as a <c>Ref</c> to the parameter X, or, when the template
    /// has no such parameter, as a <c>Fn::GetAtt</c> of the resource X.
    /// </summary>
    /// <returns>The path of what was written, which for a reference includes its function.</returns>
    public static string SetTextOrReference(
        this TemplateDocument template, string path, string value, string attribute, ICollection<TemplateFinding> findings)
    {
        if (!value.StartsWith("@", StringComparison.Ordinal))
        {
            template.Set(path, value);
            return path;
        }

        var name = value.Substring(1);
        return template.Exists($"Parameters.{name}")
            ? template.SetReference(path, "Ref", name, findings)
            : template.SetReference(path, "Fn::GetAtt", new JArray(name, attribute), findings);
    }

    /// <summary>
    /// Writes an intrinsic function into the object at a path. Another function already there stays, as with the published
    /// generator, though CloudFormation refuses two: that is a finding.
    /// </summary>
    /// <returns>The path of what was written.</returns>
    public static string SetReference(
        this TemplateDocument template, string path, string function, JToken argument, ICollection<TemplateFinding> findings)
    {
        template.Set($"{path}.{function}", argument);
        if (template.Keys(path).Count > 1)
            findings.Add(new(TemplateDiagnostics.MixedReference, path, string.Join(", ", template.Keys(path))));
        return $"{path}.{function}";
    }
}
