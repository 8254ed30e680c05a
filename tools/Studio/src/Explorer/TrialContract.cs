using System.Text.Json.Nodes;

namespace Studio.Explorer;

/// <summary>
/// Prepares a contract for the first try of a request. Scalar sends each parameter that has an example or a default. An example of
/// <c>If-Match</c> is never the right value, so it switches optional parameters off. The user switches on what the request needs.
/// </summary>
internal static class TrialContract
{
    private const string Off = "x-disabled";
    private const string StudioSends = "The studio sends the token of the user whom you chose. Leave the value empty.";

    public static void Prepare(JsonObject document)
    {
        var components = document["components"] as JsonObject;
        var parameters = Members(components?["parameters"]).Concat(
            from item in Members(document["paths"])
            from list in (JsonNode?[])[item["parameters"], .. Members(item).Select(operation => operation["parameters"])]
            from parameter in (list as JsonArray)?.OfType<JsonObject>() ?? []
            select parameter);
        foreach (var parameter in parameters.ToList())
            SwitchOff(parameter);
        foreach (var scheme in Members(components?["securitySchemes"]).Where(IsToken))
            scheme["description"] = scheme["description"] is JsonValue words ? $"{StudioSends} {words}" : StudioSends;
    }

    private static void SwitchOff(JsonObject parameter)
    {
        // The API stores the answer to a request under this key. A key of an earlier request would not do.
        if (IsIdempotencyKey(parameter))
            parameter["example"] = Guid.NewGuid().ToString();
        if (parameter["$ref"] is not null || Text(parameter["in"]) == "path" || (parameter["required"] is JsonValue required && required.TryGetValue(out bool isRequired) && isRequired))
            return;
        var schema = parameter["schema"] as JsonObject;
        var value = parameter["example"]
            ?? Members(parameter["examples"]).FirstOrDefault()?["value"]
            ?? schema?["example"]
            ?? (schema?["examples"] as JsonArray)?.FirstOrDefault()
            ?? schema?["default"];
        parameter.Remove("example");
        parameter["examples"] = new JsonObject { ["default"] = new JsonObject { ["value"] = value?.DeepClone() ?? "", [Off] = true } };
    }

    private static bool IsIdempotencyKey(JsonObject parameter) =>
        Text(parameter["in"]) == "header" && string.Equals(Text(parameter["name"]), "Idempotency-Key", StringComparison.OrdinalIgnoreCase);

    // The studio sets these headers itself.
    private static bool IsToken(JsonObject scheme) =>
        Text(scheme["type"]) is "oauth2" or "openIdConnect" || Text(scheme["scheme"])?.ToUpperInvariant() == "BEARER";

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static IEnumerable<JsonObject> Members(JsonNode? node) =>
        (node as JsonObject)?.Select(member => member.Value).OfType<JsonObject>() ?? [];
}
