using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;

namespace LocalGateway.Validation;

/// <summary>
/// Reduces a model to the keywords that API Gateway enforces: draft 4 without <c>format</c>, <c>exclusiveMinimum</c>, <c>minItems</c> and
/// <c>maxItems</c>, and without OpenAPI's own keywords (Amazon API Gateway important notes).
/// </summary>
internal static class EnforcedKeywords
{
    /// <exception cref="GatewayException">An enforced keyword is not valid here.</exception>
    public static JsonObject Of(JsonObject schema, string model)
    {
        // Draft 4 ignores all keywords next to a reference.
        if (schema["$ref"] is JsonValue reference)
            return new() { ["$ref"] = Local(reference.ToString(), model) };
        var enforced = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            switch (keyword)
            {
                case "enum":
                    enforced[keyword] = Enumeration(value, model);
                    break;
                case "type" or "required" or "pattern" or "minLength" or "maxLength" or "minimum" or "maximum"
                    or "exclusiveMaximum" or "multipleOf" or "uniqueItems" or "minProperties" or "maxProperties":
                    enforced[keyword] = value?.DeepClone();
                    break;
                case "properties" or "patternProperties" or "definitions" when value is JsonObject schemas:
                    enforced[keyword] =
                        new JsonObject(schemas.Select(member => KeyValuePair.Create(member.Key, Schema(member.Value, model))));
                    break;
                case "items" or "additionalItems" or "additionalProperties" or "not" or "allOf" or "anyOf" or "oneOf":
                    enforced[keyword] =
                        value is JsonArray list ? new JsonArray([.. list.Select(item => Schema(item, model))]) : Schema(value, model);
                    break;
                case "dependencies":
                    throw new GatewayException(
                        $"The model {model} uses the keyword dependencies, which LocalGateway does not support.");
            }
        }

        return enforced;
    }

    /// <summary>A schema, or the true or false that may replace it.</summary>
    private static JsonNode? Schema(JsonNode? node, string model) => node is JsonObject schema ? Of(schema, model) : node?.DeepClone();

    // The library reads a string that looks like a date as a date, which then equals no string.
    private static JsonNode? Enumeration(JsonNode? values, string model)
    {
        var date = (values as JsonArray ?? []).OfType<JsonValue>()
            .FirstOrDefault(value => JToken.Parse(value.ToJsonString()).Type == JTokenType.Date);
        return date is null
            ? values?.DeepClone()
            : throw new GatewayException(
                $"The model {model} has {date.ToJsonString()} in an enum: LocalGateway does not support dates in an enum.");
    }

    private static string Local(string reference, string model)
    {
        foreach (var prefix in (string[])["#/definitions/", "#/components/schemas/"])
        {
            if (reference.StartsWith(prefix, StringComparison.Ordinal))
                return $"#/definitions/{reference[prefix.Length..]}";
        }

        throw new GatewayException($"The model {model} refers to {reference}, which is not a model of the API.");
    }
}
