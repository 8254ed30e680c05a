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
    private readonly PlainRules _rules;

    private ModelSchema(string name, JsonSchema? schema, PlainRules rules) => (Name, _schema, _rules) = (name, schema, rules);

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
            var rules = new PlainRules(PropertyNames(document).ToHashSet(StringComparer.Ordinal));
            return models.ToDictionary(
                model => model.Key,
                model => new ModelSchema(model.Key, model.Value.Count == 0 ? null : schemas.Definitions[model.Key].ActualSchema, rules),
                StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Newtonsoft.Json.JsonException)
        {
            throw new GatewayException($"{api.LogicalId}: the models are not valid JSON Schema: {exception.Message}", exception);
        }
    }

    /// <returns>Null if the body is valid.</returns>
    public BodyProblem? Problem(ReadOnlyMemory<byte> body)
    {
        if (_schema is null)
            return null;
        if (BodyReader.Read(body) is not { } instance)
            return new("[Unknown error parsing request body]", "it is not JSON");
        try
        {
            var errors = Validator.Validate(instance, _schema);
            if (errors.Count == 0)
                return null;
            var faults = new ValidationReport(instance).Faults(errors);
            var messages = ValidationReport.Messages(faults);
            return messages.Count == 0 ? null : new($"[{string.Join(", ", messages)}]", _rules.Of(faults));
        }
        catch (RegexMatchTimeoutException exception)
        {
            return new($"[ECMA 262 regex \"{exception.Pattern}\" takes too long]", "a pattern of the model takes too long");
        }
    }

    private static IEnumerable<string> PropertyNames(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "properties", Value: JsonObject properties }
            ? properties.SelectMany(property => PropertyNames(property.Value).Prepend(property.Key))
            : PropertyNames(member.Value)),
        JsonArray items => items.SelectMany(PropertyNames),
        _ => [],
    };

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

/// <summary>Why a body does not fit its model.</summary>
/// <param name="Error"><c>$context.error.validationErrorString</c>. It may have values of the body.</param>
/// <param name="Plain">For the console: a part of a sentence, without a value of the body; null if no words are known for it.</param>
internal sealed record BodyProblem(string Error, string? Plain);
