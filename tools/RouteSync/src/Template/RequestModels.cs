using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.Template;

/// <summary>
/// The models that API Gateway compares bodies with. They have only types and required members: a function names all broken rules of a
/// body, the gateway only says that the body is not valid.
/// </summary>
internal static class RequestModels
{
    /// <summary>The model's name: <c>ThingInput</c>, <c>ThingPatch</c> for a merge patch of it, <c>ThingBatch</c> for many.</summary>
    public static string NameOf(DeclaredBody body)
    {
        var type = body.Type.IsArray ? body.Type.GetElementType()! : body.Type;
        var noun = type.Name.EndsWith("Input", StringComparison.Ordinal) ? type.Name[..^"Input".Length] : type.Name;
        return body.Type.IsArray ? $"{noun}Batch" : body.IsMergePatch ? $"{noun}Patch" : type.Name;
    }

    public static JsonObject Of(DeclaredApi api) => new(
        from body in api.Routes.Select(route => route.Accepts).OfType<DeclaredBody>()
        group body by NameOf(body) into bodies
        orderby bodies.Key
        select KeyValuePair.Create(bodies.Key, (JsonNode?)Of(bodies.First(), api.Schemas)));

    private static JsonObject Of(DeclaredBody body, JsonSchemas shapes) => body.Type.IsArray
        ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject() }
        : Model(shapes.SchemaOf(body.Type), body.IsMergePatch);

    /// <param name="isPatch">Whether members may be missing and may be null, at any depth. Items of an array are whole.</param>
    private static JsonObject Model(JsonObject schema, bool isPatch)
    {
        if (schema["type"] is JsonArray types)
        {
            var value = schema.DeepClone().AsObject();
            value["type"] = types.Select(type => (string)type!).Single(type => type != "null");
            return Nullable(Model(value, isPatch));
        }

        var model = new JsonObject { ["type"] = (string)schema["type"]! };
        if (schema["items"] is JsonObject items)
            model["items"] = Model(items, isPatch: false);
        if (schema["properties"] is not JsonObject properties)
            return model;
        model["additionalProperties"] = false;
        if (!isPatch && schema["required"] is JsonArray required)
            model["required"] = required.DeepClone();
        model["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(
            property.Key, (JsonNode?)Member(Model(property.Value!.AsObject(), isPatch), isPatch))));
        return model;
    }

    private static JsonObject Member(JsonObject model, bool isPatch) => isPatch && model["oneOf"] is null ? Nullable(model) : model;

    private static JsonObject Nullable(JsonObject model) => new() { ["oneOf"] = Json.List(new JsonObject { ["type"] = "null" }, model) };
}
