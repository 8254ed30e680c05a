using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>Something the developer should know of a synchronised template.</summary>
internal sealed record TemplateFinding(DiagnosticDescriptor Descriptor, params object[] Arguments);

/// <summary>How a template's text follows from the code: pure, no file is touched.</summary>
internal static class TemplateSynchronisation
{
    /// <summary>Marks, as <c>Metadata.Tool</c>, the resources that the generator made.</summary>
    internal const string Tool = "Amazon.Lambda.Annotations";

    /// <param name="text">The template as it is; empty when there is none yet.</param>
    /// <param name="input">What the code asks for; an event's <c>Input</c> is the text itself, no longer a file.</param>
    /// <param name="codeUri">The project's folder, relative to the template's.</param>
    /// <param name="describe">Whether the description is to name the generator.</param>
    /// <exception cref="TemplateException">A value is not of the kind needed at its place.</exception>
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
