using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalGateway.Model;
using NJsonSchema;

namespace LocalGateway.Validation;

/// <summary>A model of an API, ready to validate: JSON Schema draft 4, limited to the keywords that API Gateway enforces.</summary>
internal sealed class ModelSchema
{
    private static readonly PatternValidator Validator = new();
    private readonly JsonSchema? _schema;

    private ModelSchema(string name, JsonSchema? schema) => (Name, _schema) = (name, schema);

    public string Name { get; }

    /// <summary>All models by name. They may refer to each other, even in cycles.</summary>
    /// <exception cref="GatewayException">A model is not a schema.</exception>
    public static IReadOnlyDictionary<string, ModelSchema> CompileAll(RestApi api)
    {
        var models = api.Models.ToDictionary(model => model.Key, model => Enforced(model.Key, model.Value), StringComparer.Ordinal);
        var document = new JsonObject
        {
            ["definitions"] = new JsonObject(models.Select(model => KeyValuePair.Create(model.Key, (JsonNode?)model.Value))),
        };
        try
        {
            // This completes synchronously: references never lead outside the document.
            var schemas = JsonSchema.FromJsonAsync(document.ToJsonString()).GetAwaiter().GetResult();
            SchemaPatterns.TakeOut(schemas);
            return models.ToDictionary(
                model => model.Key,
                model => new ModelSchema(model.Key, model.Value.Count == 0 ? null : schemas.Definitions[model.Key].ActualSchema),
                StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Newtonsoft.Json.JsonException)
        {
            throw new GatewayException($"{api.LogicalId}: the models are not valid JSON Schema: {exception.Message}", exception);
        }
    }

    /// <returns><c>$context.error.validationErrorString</c>; null if the body is valid.</returns>
    public string? Problem(ReadOnlyMemory<byte> body)
    {
        if (_schema is null)
            return null;
        if (BodyReader.Read(body) is not { } instance)
            return "[Unknown error parsing request body]";
        try
        {
            var errors = Validator.Validate(instance, _schema);
            if (errors.Count == 0)
                return null;
            var messages = new ValidationReport(instance).Messages(errors);
            return messages.Count == 0 ? null : $"[{string.Join(", ", messages)}]";
        }
        catch (RegexMatchTimeoutException exception)
        {
            return $"[ECMA 262 regex \"{exception.Pattern}\" takes too long]";
        }
    }

    private static JsonObject Enforced(string name, JsonNode? model)
    {
        var enforced = EnforcedKeywords.Of(model as JsonObject ?? throw new GatewayException($"The model {name} is not a schema."), name);
        CheckPatterns(enforced, name);
        return enforced;
    }

    private static void CheckPatterns(JsonNode? node, string model)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (keyword, value) in members)
                {
                    if (keyword == "pattern" && value is JsonValue pattern)
                        CheckPattern(pattern.ToString(), model);
                    if (keyword == "patternProperties" && value is JsonObject patterns)
                        patterns.Select(entry => entry.Key).ToList().ForEach(key => CheckPattern(key, model));
                    CheckPatterns(value, model);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    CheckPatterns(item, model);
                break;
        }
    }

    private static void CheckPattern(string pattern, string model)
    {
        try
        {
            _ = new Regex(pattern);
        }
        catch (ArgumentException exception)
        {
            throw new GatewayException($"The model {model} has a pattern that is not a regular expression: {pattern}", exception);
        }
    }
}
