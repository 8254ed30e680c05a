using System.Text.Json.Nodes;

namespace RouteSync.Compatibility;

/// <summary>The keywords of a schema that decide which values are valid. The parts of <c>allOf</c> are merged.</summary>
internal sealed class Schema
{
    /// <summary>The keywords that are numbers; the value is true if a larger number allows more.</summary>
    private static readonly Dictionary<string, bool> Limits = new(StringComparer.Ordinal)
    {
        ["minimum"] = false,
        ["exclusiveMinimum"] = false,
        ["minLength"] = false,
        ["minItems"] = false,
        ["minProperties"] = false,
        ["maximum"] = true,
        ["exclusiveMaximum"] = true,
        ["maxLength"] = true,
        ["maxItems"] = true,
        ["maxProperties"] = true,
    };

    private static readonly HashSet<string> Annotations =
        ["title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "$comment"];

    private Schema(Place place) => Place = place.Resolved;

    public Place Place { get; private set; }

    /// <summary>Null if every type is valid.</summary>
    public HashSet<string>? Types { get; private set; }

    /// <summary>The JSON texts of the values; null if there is no such list.</summary>
    public HashSet<string>? Values { get; private set; }

    public Dictionary<string, Place> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    public Place? Items { get; private set; }

    /// <summary>The schemas of which a valid value has at least one; null if there is no such list.</summary>
    public IReadOnlyList<Place>? Alternatives { get; private set; }

    /// <summary>Whether members are valid that the schema does not name.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>By keyword, as the number of which a larger one allows more.</summary>
    public Dictionary<string, decimal> Bounds { get; } = new(StringComparer.Ordinal);

    /// <summary>Keywords that this program can only compare as text: <c>pattern</c>, <c>format</c>, and rare ones.</summary>
    public SortedDictionary<string, string> Rules { get; } = new(StringComparer.Ordinal);

    public static Schema Of(Place place)
    {
        var schema = new Schema(place);
        schema.Add(place.Resolved);
        schema.Types ??= TypesOf(schema.Alternatives);
        return schema;
    }

    private void Add(Place place)
    {
        foreach (var (keyword, value) in place.Members)
            Add(keyword, value);
    }

    private void Add(string keyword, Place value)
    {
        switch (keyword)
        {
            case "type":
                Types = [.. value.Node is JsonArray ? value.Items.Select(type => type.Text!) : [value.Text!]];
                break;
            case "enum":
                Values = [.. value.Items.Select(item => Text(item.Node))];
                break;
            case "const":
                Values = [Text(value.Node)];
                break;
            case "properties":
                foreach (var (name, property) in value.Members)
                    Properties[name] = property;
                break;
            case "required":
                Required.UnionWith(value.Items.Select(name => name.Text!));
                break;
            case "items":
                Items = value;
                break;
            case "additionalProperties" when value.Node is JsonValue:
                IsOpen = value.IsTrue;
                break;
            case "allOf":
                foreach (var part in value.Items)
                    Add(part.Resolved);
                break;
            // One schema or null is the schema with one more type.
            case "anyOf" or "oneOf" when value.Items.ToList() is [var one, { } none] && none["type"].Text == "null":
                Place = one.Resolved;
                Add(Place);
                Types?.Add("null");
                break;
            case "anyOf" or "oneOf" when Alternatives is null:
                Alternatives = [.. value.Items];
                break;
            case var _ when Limits.TryGetValue(keyword, out var allowsMore):
                Bounds[keyword] = value.Node!.GetValue<decimal>() * (allowsMore ? 1 : -1);
                break;
            case var _ when !Annotations.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal):
                Rules[keyword] = Text(value.Node);
                break;
        }
    }

    private static HashSet<string>? TypesOf(IReadOnlyList<Place>? alternatives)
    {
        List<HashSet<string>?> types = [.. (alternatives ?? []).Select(alternative => Of(alternative).Types)];
        return types.Count == 0 || types.Contains(null) ? null : [.. types.SelectMany(some => some!)];
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
