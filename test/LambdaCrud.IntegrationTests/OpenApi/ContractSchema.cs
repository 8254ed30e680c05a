using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>A schema of the contract: JSON Schema 2020-12.</summary>
internal sealed class ContractSchema
{
    private const string Components = "#/components/schemas/";

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly JsonObject _whole;
    private readonly Lazy<JsonSchema> _schema;
    private readonly bool _isNumber;

    private ContractSchema(JsonObject schema, JsonObject components)
    {
        _isNumber = (string?)schema["type"] is "integer" or "number";
        Json = schema;
        // References are resolved within the schema itself, so it has a copy of all components.
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = components.DeepClone();
        _whole = whole;
        _schema = new(() => JsonSchema.FromText(whole.ToJsonString().Replace(Components, "#/$defs/", StringComparison.Ordinal)));
    }

    /// <summary>The schema as the contract has it.</summary>
    public JsonObject Json { get; }

    /// <summary>A schema of requests, and of headers.</summary>
    public static ContractSchema Open(JsonObject schema, JsonObject components) => new(schema, components);

    /// <summary>
    /// A schema that also refuses the members that no <c>properties</c> names. Clients must accept such members. So the contract itself
    /// does not forbid them, but the API must not send them.
    /// </summary>
    public static ContractSchema Closed(JsonObject schema, JsonObject components)
    {
        var (closed, closedComponents) = (schema.DeepClone().AsObject(), components.DeepClone().AsObject());
        Close(closed);
        foreach (var (_, component) in closedComponents)
            CloseParts(component!.AsObject());
        return new(closed, closedComponents);
    }

    /// <summary>The first faults of a value. An empty list means that the value is valid.</summary>
    public IReadOnlyList<SchemaFault> FaultsOf(JsonElement value)
    {
        var result = _schema.Value.Evaluate(value, Options);
        if (result.IsValid)
            return [];
        var faults = (
            from detail in result.Details ?? []
            from error in detail.Errors ?? new Dictionary<string, string>()
            select new SchemaFault(
                $"#{detail.InstanceLocation}", error.Key, error.Value, ComponentAt(Uri.UnescapeDataString(detail.SchemaLocation.Fragment)))).ToList();
        // If an object has a fault, all members of the objects around it count as undeclared.
        var others = faults.Where(fault => !fault.IsUndeclaredMember).ToList();
        return others.Count > 0 ? others : [.. faults.Where(fault => !faults.Any(inner => inner.IsInside(fault)))];
    }

    /// <summary>The component that a keyword belongs to or whose members it closes, such as <c>FieldError</c>; null if it has no name.</summary>
    /// <param name="location">The place of the keyword in the schema, such as <c>#/$defs/Problem/properties/status/type</c>.</param>
    private string? ComponentAt(string location)
    {
        var (schema, name) = ((JsonNode?)_whole, (string?)_whole["$ref"]);
        foreach (var step in location.Split('/')[1..])
        {
            schema = schema is JsonArray parts ? parts[int.Parse(step, CultureInfo.InvariantCulture)] : (schema as JsonObject)?[step];
            name = (string?)(schema as JsonObject)?["$ref"] ?? name;
        }

        return name?.Split('/')[^1] ?? (location.Split("/$defs/") is [_, var inComponent] ? inComponent.Split('/')[0] : null);
    }

    /// <summary>The faults of a value that is sent as text: a header or a parameter.</summary>
    public IReadOnlyList<SchemaFault> FaultsOf(string text)
    {
        var isWhole = BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text[0] != '+';
        using var value = JsonDocument.Parse(_isNumber && isWhole ? $"{number}" : JsonSerializer.Serialize(text));
        return FaultsOf(value.RootElement);
    }

    private static void Close(JsonObject schema)
    {
        if (!schema.ContainsKey("additionalProperties"))
            schema["unevaluatedProperties"] = false;
        CloseParts(schema);
    }

    // The parts of an allOf describe the same value. None of them alone knows all its members.
    private static void CloseParts(JsonObject schema)
    {
        foreach (var (_, member) in schema["properties"] as JsonObject ?? [])
            Close(member!.AsObject());
        foreach (var keyword in (string[])["items", "additionalProperties"])
        {
            if (schema[keyword] is JsonObject part)
                Close(part);
        }

        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            foreach (var part in schema[keyword] as JsonArray ?? [])
                CloseParts(part!.AsObject());
        }
    }
}

/// <summary>A place where a value breaks a schema.</summary>
/// <param name="Pointer">The place in the value: a JSON pointer in URI fragment form.</param>
/// <param name="Keyword">The keyword of JSON Schema that is broken; empty if the schema allows no value there.</param>
/// <param name="Component">The name of the broken schema; null if it has none.</param>
internal sealed record SchemaFault(string Pointer, string Keyword, string Message, string? Component)
{
    public bool IsUndeclaredMember => Keyword.Length == 0;

    private string Object => Pointer[..Pointer.LastIndexOf('/')];

    /// <summary>Whether the object of this member is inside the object of the other member.</summary>
    public bool IsInside(SchemaFault other) => Object.StartsWith($"{other.Object}/", StringComparison.Ordinal);

    public override string ToString() => IsUndeclaredMember ? $"the member {Pointer}" : $"{Pointer} breaks {Keyword}: {Message}";
}
