using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.OpenApi;

/// <summary>How a message uses a shape.</summary>
internal enum Use
{
    Request,

    /// <summary>A merge patch (RFC 7396): no member is required, and each may be null.</summary>
    Patch,

    /// <summary>Members without a value are left out, and clients must accept members that they do not know.</summary>
    Answer,
}

/// <summary>
/// The schemas of the contract. Each object is a component of its own. Answers use the component of a request if the shape occurs in both,
/// so the requests must be added first.
/// </summary>
internal sealed class SchemaSet(JsonSchemas shapes)
{
    private readonly SortedDictionary<string, (Type Type, Use Use, JsonObject Schema)> _components = new(StringComparer.Ordinal);

    public JsonObject Components =>
        new(_components.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value.Schema.DeepClone())));

    /// <summary>A schema for the shape: a reference, or for shapes without members the schema itself.</summary>
    public JsonObject Of(Type type, Use use)
    {
        if (!shapes.IsObject(type))
            return shapes.SchemaOf(type, (part, _) => Of(part, use));
        var name = NameOf(type, use);
        if (!_components.TryGetValue(name, out var known))
        {
            // A shape that contains itself finds this entry.
            _components[name] = (type, use, []);
            _components[name] = (type, use, Build(type, use));
        }
        else if (known.Type != type)
        {
            throw new RouteSyncException($"{known.Type.FullName} and {type.FullName} would both be the schema {name}. Rename one.");
        }
        else if (known.Use != use && Members(known.Schema).Any(member => IsNullable(member.Schema)))
        {
            throw new RouteSyncException(
                $"The type {type.Name} has members that may be null, so a request and an answer cannot both use it.");
        }

        return Component.Reference("schemas", name);
    }

    /// <summary>An example of a schema, made from the examples of its members. Null if it has none.</summary>
    public JsonNode? ExampleOf(JsonObject schema, Use use = Use.Answer) => schema switch
    {
        _ when schema["examples"] is JsonArray { Count: > 0 } examples => examples[0]!.DeepClone(),
        _ when (string?)schema["$ref"] is { } reference => ExampleOf(_components[reference.Split('/')[^1]].Schema, use),
        _ when schema["anyOf"] is JsonArray and [JsonObject first, ..] => ExampleOf(first, use),
        _ when schema["const"] is { } only => only.DeepClone(),
        _ when schema["enum"] is JsonArray { Count: > 0 } values => values[0]?.DeepClone(),
        _ when schema["items"] is JsonObject items => ExampleOf(items, use) is { } item ? new JsonArray(item) : null,
        _ when schema["properties"] is JsonObject => ExampleOfMembers(schema, use),
        _ => null,
    };

    /// <summary>The examples of the members of a shape, also if there are none for required members.</summary>
    public JsonObject ExamplesOfMembers(Type type) =>
        ExampleOfMembers(_components[JsonSchemas.NameOf(type)].Schema, Use.Answer, isPartial: true) ?? [];

    private JsonObject? ExampleOfMembers(JsonObject schema, Use use, bool isPartial = false)
    {
        var members = Members(schema).Select(member => KeyValuePair.Create(member.Name, ExampleOf(member.Schema, use)))
            .Where(member => member.Value is not null)
            // A patch shows that it need not have all members.
            .Take(use == Use.Patch ? 1 : int.MaxValue);
        var example = new JsonObject(members);
        var lacks = schema["required"] is JsonArray required && required.Any(name => !example.ContainsKey((string)name!));
        return example.Count == 0 || (lacks && !isPartial) ? null : example;
    }

    private JsonObject Build(Type type, Use use)
    {
        // An array in a merge patch replaces the whole array, so its items are complete.
        var schema = shapes.SchemaOf(type, (part, isItem) => Of(part, use == Use.Patch && isItem ? Use.Request : use));
        var required = (schema["required"] as JsonArray)?.Select(name => (string)name!).ToHashSet(StringComparer.Ordinal) ?? [];
        if (use == Use.Answer)
            schema.Remove("additionalProperties");
        if (use == Use.Patch)
        {
            required.Clear();
            schema["description"] = $"A merge patch (RFC 7396) of {JsonSchemas.NameOf(type)}. Members that are left out stay as they are. "
                + "null removes a member. Arrays are replaced as a whole.";
        }

        foreach (var (name, member) in Members(schema))
        {
            if (use == Use.Patch)
                AddNull(member);
            else if (use == Use.Answer && shapes.OmitsNulls && RemoveNull(member))
                required.Remove(name);
        }

        if (required.Count > 0)
            schema["required"] = Json.List(Members(schema).Select(member => member.Name).Where(required.Contains));
        else
            schema.Remove("required");
        return schema;
    }

    private static string NameOf(Type type, Use use)
    {
        var name = JsonSchemas.NameOf(type);
        return use != Use.Patch ? name : $"{(name.EndsWith("Input", StringComparison.Ordinal) ? name[..^5] : name)}Patch";
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Members(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? []).Where(member => member.Value is JsonObject)
            .Select(member => (member.Key, member.Value!.AsObject()));

    private static bool IsNullable(JsonObject schema) =>
        (schema["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
        || (schema["anyOf"] is JsonArray and [_, JsonObject { } second] && (string?)second["type"] == "null");

    private static void AddNull(JsonObject schema)
    {
        if (IsNullable(schema))
            return;
        if (schema["type"] is { } type)
            schema["type"] = new JsonArray((string?)type, "null");
        (schema["enum"] as JsonArray)?.Add(null);
        if (schema["$ref"] is not null)
        {
            schema.Remove("$ref", out var reference);
            schema.Insert(0, "anyOf", new JsonArray(new JsonObject { ["$ref"] = reference }, new JsonObject { ["type"] = "null" }));
        }
    }

    private static bool RemoveNull(JsonObject schema)
    {
        if (!IsNullable(schema))
            return false;
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.First(type => (string?)type != "null")!.DeepClone();
            return true;
        }

        var reference = schema["anyOf"]![0]!["$ref"]!.DeepClone();
        schema.Remove("anyOf");
        schema.Insert(0, "$ref", reference);
        return true;
    }
}
