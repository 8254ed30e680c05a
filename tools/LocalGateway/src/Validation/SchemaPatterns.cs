using System.Text.RegularExpressions;
using NJsonSchema;
using NJsonSchema.Visitors;

namespace LocalGateway.Validation;

/// <summary>
/// Removes <c>pattern</c> and <c>patternProperties</c> from schemas. The library would run them without a time limit, on texts that clients
/// choose. They stay attached to their schema as compiled expressions.
/// </summary>
internal sealed class SchemaPatterns : JsonSchemaVisitorBase
{
    private const string PatternKey = "pattern";
    private const string PropertiesKey = "patternProperties";

    private readonly HashSet<JsonSchema> _schemas = [];

    public static void TakeOut(JsonSchema document)
    {
        var patterns = new SchemaPatterns();
        patterns.Visit(document);
        // Removed only after the visit: otherwise the visit would miss the schemas below a pattern.
        foreach (var schema in patterns._schemas)
            TakeOutOf(schema);
    }

    public static Regex? Of(JsonSchema schema) => Kept(schema, PatternKey) as Regex;

    public static IReadOnlyList<(Regex Pattern, JsonSchema Schema)> OfProperties(JsonSchema schema) =>
        Kept(schema, PropertiesKey) as IReadOnlyList<(Regex, JsonSchema)> ?? [];

    protected override JsonSchema VisitSchema(JsonSchema schema, string path, string? typeNameHint)
    {
        _schemas.Add(schema);
        return schema;
    }

    private static void TakeOutOf(JsonSchema schema)
    {
        var found = new Dictionary<string, object?>();
        if (schema.Pattern is { } pattern)
            found[PatternKey] = BoundedRegex.Compile(pattern);
        if (schema.PatternProperties.Count > 0)
        {
            found[PropertiesKey] =
                schema.PatternProperties.Select(entry => (BoundedRegex.Compile(entry.Key), entry.Value.ActualSchema)).ToList();
        }

        if (found.Count == 0)
            return;
        schema.ExtensionData = found;
        schema.Pattern = null;
        schema.PatternProperties.Clear();
    }

    private static object? Kept(JsonSchema schema, string key) =>
        schema.ExtensionData is { } data && data.TryGetValue(key, out var value) ? value : null;
}
