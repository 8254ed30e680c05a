using System.Text.Json.Nodes;

namespace LocalGateway.Template.Import;

/// <summary>The models of a document: <c>definitions</c>, or <c>components.schemas</c>.</summary>
internal static class ModelImport
{
    public static JsonObject Run(Section document, bool isOpenApi3, TemplateDiagnostics diagnostics)
    {
        var (holder, member) = isOpenApi3 ? (document.Object("components"), "schemas") : (document, "definitions");
        if (holder?.Node(member) is not JsonObject models)
            return [];
        var path = holder.PathOf(member);
        foreach (var (name, schema) in models)
        {
            if (!name.All(char.IsAsciiLetterOrDigit))
                diagnostics.Add($"{path}.{name}", "Model name must be alphanumeric");
            CheckReferences(schema, Prefix(isOpenApi3), models, $"{path}.{name}", diagnostics);
        }

        return models.DeepClone().AsObject();
    }

    /// <summary>The prefix of every <c>$ref</c> to a model.</summary>
    public static string Prefix(bool isOpenApi3) => isOpenApi3 ? "#/components/schemas/" : "#/definitions/";

    public static void CheckReferences(JsonNode? node, string prefix, JsonObject models, string path, TemplateDiagnostics diagnostics)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    CheckReferences(item, prefix, models, path, diagnostics);
                break;
            case JsonObject map:
                foreach (var (name, member) in map)
                {
                    if (name != "$ref" || member is JsonObject)
                        CheckReferences(member, prefix, models, path, diagnostics);
                    else if (Scalars.Text(member) is var reference && !Holds(reference, prefix, models))
                        diagnostics.Add(
                            path, $"refers to '{reference}', which is not a model of the document{Hint(reference, prefix, models)}");
                }

                break;
        }
    }

    private static bool Holds(string? reference, string prefix, JsonObject models) =>
        reference?.StartsWith(prefix, StringComparison.Ordinal) == true && models.ContainsKey(reference[prefix.Length..].Split('/')[0]);

    private static string Hint(string? reference, string prefix, JsonObject models) =>
        Holds(reference?.ToLowerInvariant(), prefix, models) ? " (SAM writes the names of Models in lower case)" : "";
}
