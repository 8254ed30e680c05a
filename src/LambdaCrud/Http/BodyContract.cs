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

    /// <summary>The rules by member. They are read from the attributes once.</summary>
    private static readonly ConcurrentDictionary<JsonPropertyInfo, MemberRules> RulesOf = [];

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

    private static void CheckValue(Place place, RuleAttribute[] rules, RuleAttribute[] itemRules, List<FieldError> errors)
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

    private static void CheckMembers(Place place, List<FieldError> errors)
    {
        var (value, type, pointer, partial, stored) = place;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var nulls = new HashSet<string>(StringComparer.Ordinal);
        var hasUnknown = false;
        foreach (var member in value.EnumerateObject())
        {
            if (type.Properties.FirstOrDefault(property => property.Name == member.Name) is not { } property)
            {
                hasUnknown = true;
                continue;
            }

            var memberPointer = $"{pointer}/{property.Name}";
            if (!seen.Add(property.Name))
                errors.Add(new FieldError { JsonPointer = memberPointer, Code = "duplicate", Detail = "Must not be given twice." });
            else if (member.Value.ValueKind == JsonValueKind.Null)
                nulls.Add(property.Name);
            else
            {
                var memberType = type.Options.GetTypeInfo(property.PropertyType);
                CheckMember(new Place(member.Value, memberType, memberPointer, partial, Member(stored, property.Name)), property, errors);
            }
        }

        seen.ExceptWith(nulls);
        foreach (var missing in type.Properties.Where(property => property.IsRequired && !partial && !seen.Contains(property.Name)))
            errors.Add(new FieldError { JsonPointer = $"{pointer}/{missing.Name}", Code = "required", Detail = "Must be given." });

        // The unknown name is text of the client, so the error names the object and the members that it may have.
        if (hasUnknown)
        {
            var known = string.Join(", ", type.Properties.Select(property => property.Name));
            errors.Add(new FieldError { JsonPointer = pointer, Code = "unknown-member", Detail = $"May only have the members {known}." });
        }
    }

    private static void CheckMember(Place place, JsonPropertyInfo property, List<FieldError> errors)
    {
        var rules = RulesOf.GetOrAdd(property, static property => MemberRules.Of(property));
        CheckValue(place, rules.OfMember, rules.OfItems, errors);
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

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null;

    private static bool HasType(JsonElement value, JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object,
        JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array,
        _ when ValueType(type) == typeof(string) => value.ValueKind == JsonValueKind.String,
        _ when ValueType(type) == typeof(long) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ when ValueType(type) == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The check of a body does not support the type {type.Type}."),
    };

    private static string Describe(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => "an object",
        JsonTypeInfoKind.Enumerable => "an array",
        _ when ValueType(type) == typeof(string) => "a string",
        _ when ValueType(type) == typeof(bool) => "true or false",
        _ => "a whole number, without fraction and exponent, that fits into 64 bits",
    };

    // An optional member has the type long?, a required one has the type long.
    private static Type ValueType(JsonTypeInfo type) => Nullable.GetUnderlyingType(type.Type) ?? type.Type;

    private sealed record MemberRules(RuleAttribute[] OfMember, RuleAttribute[] OfItems)
    {
        public static MemberRules Of(JsonPropertyInfo property)
        {
            var rules = property.AttributeProvider?.GetCustomAttributes(typeof(RuleAttribute), inherit: true).Cast<RuleAttribute>() ?? [];
            var byTarget = rules.ToLookup(rule => rule.EachItem);
            return new([.. byTarget[false]], [.. byTarget[true]]);
        }
    }

    private sealed record Place(JsonElement Value, JsonTypeInfo Type, string Pointer, bool Partial, JsonElement? Stored);
}
