using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>Something that the developer should know about a synchronised template.</summary>
internal sealed record TemplateFinding(DiagnosticDescriptor Descriptor, params object[] Arguments);

/// <summary>Computes the text of a template from the code. It accesses no files.</summary>
internal static class TemplateSynchronisation
{
    /// <summary>The <c>Metadata.Tool</c> value of resources that the generator created.</summary>
    internal const string Tool = "Amazon.Lambda.Annotations";

    /// <param name="text">The current template. Empty if there is none yet.</param>
    /// <param name="input">The required content. The <c>Input</c> of an event is the text itself, not a file name.</param>
    /// <param name="codeUri">The project folder relative to the folder of the template.</param>
    /// <param name="describe">Whether the description must name the generator.</param>
    /// <exception cref="TemplateException">A value in the template has the wrong type.</exception>
    /// <exception cref="Newtonsoft.Json.JsonException">The text is not JSON.</exception>
    public static (string Text, IReadOnlyList<TemplateFinding> Findings) Apply(
        string text, TemplateInput input, string codeUri, bool describe)
    {
        var template = text.Length == 0 ? TemplateDocument.Empty() : TemplateDocument.Parse(text);
        var findings = new List<TemplateFinding>();

        TemplateDescription.Write(template, describe);
        var api = new ApiResource(template, findings);
        api.WriteAuthorizers(input.Authorizers);

        var functions = new FunctionResources(template, findings, codeUri, input.Runtime);
        foreach (var function in input.Functions)
            functions.Write(function);

        functions.RemoveAllBut([.. input.Functions.Select(function => function.LogicalId)]);
        api.RemoveAuthorizersBut(input.Authorizers);
        return (template.ToString(), findings);
    }

    internal static bool IsOurs(this TemplateDocument template, string resource) =>
        template.Text($"{resource}.Metadata.Tool") == Tool;
}
