using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>Values that name another part of the template.</summary>
internal static class References
{
    /// <summary>
    /// Writes a value of an attribute. Plain text is written unchanged. <c>@X</c> is written as a <c>Ref</c> to the parameter X, or, if
    /// the template has no such parameter, as a <c>Fn::GetAtt</c> of the resource X.
    /// </summary>
    /// <returns>The path of the written value. For a reference it includes the function.</returns>
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
    /// Writes an intrinsic function into the object at a path. An existing other function stays, as with the published generator.
    /// CloudFormation refuses two functions, so this is a finding.
    /// </summary>
    /// <returns>The path of the written value.</returns>
    public static string SetReference(
        this TemplateDocument template, string path, string function, JToken argument, ICollection<TemplateFinding> findings)
    {
        template.Set($"{path}.{function}", argument);
        if (template.Keys(path).Count > 1)
            findings.Add(new(TemplateDiagnostics.MixedReference, path, string.Join(", ", template.Keys(path))));
        return $"{path}.{function}";
    }
}
