using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LambdaCrud.Http;

/// <summary>
/// Compares a JSON document with a shape of <see cref="ApiJson"/>: its members, their types, and the rules in the attributes of the
/// properties (<see cref="RuleAttribute"/>). It finds all errors. Deserialization would stop at the first one.
/// </summary>
internal static class BodyContract
{
    /// <summary>The maximum number of errors in a reply. A body of 64 KiB can contain tens of thousands.</summary>
    public const int MaxErrors = 50;

    private static readonly ConcurrentDictionary<JsonTypeInfo, Shape> Shapes = [];

    /// <param name="partial">
    /// Whether the body is a merge patch. Then no member is required, and any member may be null, because null deletes it.
    /// </param>
    /// <param name="at">A JSON pointer to <paramref name="body"/>, if the body is part of a larger document.</param>
    /// <param name="stored">
    /// The value that the body replaces. The rules apply to changes only: an unchanged value was valid when it was stored, and is still
    /// valid.
    /// </param>
    public static IReadOnlyList<FieldError> Check(
        JsonElement body, JsonTypeInfo type, bool partial = false, string at = "#", JsonElement? stored = null)
    {
        var errors = new List<FieldError>();
        CheckValue(new Place(body, type, at, partial, stored), [], [], errors);
        return errors.Count > MaxErrors ? errors[..MaxErrors] : errors;
    }

    private static void CheckValue(in Place place, RuleAttribute[] rules, RuleAttribute[] itemRules, List<FieldError> errors)
    {
        var (value, type, pointer, _, stored) = place;
        if (!HasType(value, type))
        {
            errors.Add(new FieldError { JsonPointer = pointer, Code = "wrong-type", Detail = $"Must be {Describe(type)}." });
            return;
        }

        if (stored is { } before && JsonElement.DeepEquals(value, before))
            return;
        foreach (var rule in rules)
        {
            if (rule.Accepts(value))
                continue;
            errors.Add(new FieldError
            {
                JsonPointer = pointer,
                Code = rule.Code,
                Detail = rule.Detail,
                IsAllowedIfStored = rule.MayBeStored,
            });
        }

        if (type.Kind == JsonTypeInfoKind.Object)
            CheckMembers(place, errors);
        else if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } itemType })
            CheckItems(value, type.Options.GetTypeInfo(itemType), pointer, itemRules, errors);
    }

    private static void CheckMembers(in Place place, List<FieldError> errors)
    {
        var (value, type, pointer, partial, stored) = place;
        var shape = Shapes.GetOrAdd(type, static type => new Shape(type));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var nulls = new HashSet<string>(StringComparer.Ordinal);
        var hasUnknown = false;
        foreach (var given in value.EnumerateObject())
        {
            if (!shape.Members.TryGetValue(given.Name, out var member))
            {
                hasUnknown = true;
                continue;
            }

            var memberPointer = $"{pointer}/{member.Name}";
            if (!seen.Add(member.Name))
                errors.Add(new FieldError { JsonPointer = memberPointer, Code = "duplicate", Detail = "Must not be given twice." });
            else if (given.Value.ValueKind == JsonValueKind.Null)
                nulls.Add(member.Name);
            else
            {
                var storedMember = MemberOf(stored, member.Name);
                CheckValue(new Place(given.Value, member.Type, memberPointer, partial, storedMember), member.Rules, member.ItemRules, errors);
            }
        }

        seen.ExceptWith(nulls);
        foreach (var required in partial ? [] : shape.Required)
        {
            if (!seen.Contains(required))
                errors.Add(new FieldError { JsonPointer = $"{pointer}/{required}", Code = "required", Detail = "Must be given." });
        }

        // The unknown name is text of the client, so the error names the object and the members that it may have.
        if (hasUnknown)
        {
            var known = string.Join(", ", type.Properties.Select(property => property.Name));
            errors.Add(new FieldError { JsonPointer = pointer, Code = "unknown-member", Detail = $"May only have the members {known}." });
        }
    }

    private static void CheckItems(
        JsonElement array, JsonTypeInfo itemType, string pointer, RuleAttribute[] rules, List<FieldError> errors)
    {
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (errors.Count >= MaxErrors)
                break;
            CheckValue(new Place(item, itemType, $"{pointer}/{index++}", Partial: false, Stored: null), rules, [], errors);
        }
    }

    private static JsonElement? MemberOf(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null;

    private static bool HasType(JsonElement value, JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object,
        JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array,
        _ when IsOf<string>(type) => value.ValueKind == JsonValueKind.String,
        _ when IsOf<long>(type) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ when IsOf<bool>(type) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The check of a body does not support the type {type.Type}."),
    };

    private static string Describe(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => "an object",
        JsonTypeInfoKind.Enumerable => "an array",
        _ when IsOf<string>(type) => "a string",
        _ when IsOf<bool>(type) => "true or false",
        _ => "a whole number, without fraction and exponent, that fits into 64 bits",
    };

    // An optional member has the type long?, a required one has the type long.
    private static bool IsOf<T>(JsonTypeInfo type) => type.Type == typeof(T) || Nullable.GetUnderlyingType(type.Type) == typeof(T);

    /// <summary>What the check must know about an object type. It is read from the attributes once.</summary>
    private sealed class Shape(JsonTypeInfo type)
    {
        public Dictionary<string, Member> Members { get; } = type.Properties.ToDictionary(property => property.Name, Member.Of);

        public string[] Required { get; } = [.. type.Properties.Where(property => property.IsRequired).Select(property => property.Name)];
    }

    private sealed record Member(string Name, JsonTypeInfo Type, RuleAttribute[] Rules, RuleAttribute[] ItemRules)
    {
        public static Member Of(JsonPropertyInfo property)
        {
            var rules = (RuleAttribute[]?)property.AttributeProvider?.GetCustomAttributes(typeof(RuleAttribute), inherit: true) ?? [];
            return new(
                property.Name,
                property.Options.GetTypeInfo(property.PropertyType),
                Array.FindAll(rules, rule => !rule.EachItem),
                Array.FindAll(rules, rule => rule.EachItem));
        }
    }

    private readonly record struct Place(JsonElement Value, JsonTypeInfo Type, string Pointer, bool Partial, JsonElement? Stored);
}
