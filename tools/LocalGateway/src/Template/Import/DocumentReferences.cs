using System.Text.Json.Nodes;

namespace LocalGateway.Template.Import;

/// <summary>Resolves the <c>$ref</c> of a parameter or response to its declaration in the document.</summary>
internal sealed class DocumentReferences(JsonObject document, TemplateDiagnostics diagnostics)
{
    public bool IsOpenApi3 { get; } = document.ContainsKey("openapi");

    public JsonObject? Follow(JsonNode? node, string path)
    {
        if (node is not JsonObject target)
        {
            diagnostics.Add(path, "must be an object");
            return null;
        }

        if (Scalars.Text(target["$ref"]) is not { } reference)
            return target;
        JsonNode? found = reference.StartsWith("#/", StringComparison.Ordinal) ? document : null;
        foreach (var part in reference.Split('/').Skip(1))
            found = (found as JsonObject)?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        if (found is JsonObject declared && !declared.ContainsKey("$ref"))
            return declared;
        diagnostics.Add(path, $"the document has no '{reference}'");
        return null;
    }
}
