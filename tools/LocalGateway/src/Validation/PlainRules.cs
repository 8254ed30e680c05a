using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace LocalGateway.Validation;

/// <summary>
/// The broken rules of a model in plain words: where, and what the model wants there. API Gateway's own words name no place, and are for
/// people who know its validator.
/// </summary>
/// <param name="names">
/// The names of all properties in the models. A body may have any names, and its values may be secrets, so only these appear in the console.
/// </param>
internal sealed class PlainRules(IReadOnlySet<string> names)
{
    private const int MaxRules = 3;
    private const int MaxListed = 8;
    private const int MaxText = 60;

    /// <param name="places">The errors of each value, and the value.</param>
    /// <returns>A part of a sentence, without a value of the body; null if no rule is known here.</returns>
    public string? Of(IEnumerable<(JToken Value, IReadOnlyList<ValidationError> Errors)> places)
    {
        var words = places.SelectMany(place => OfPlace(Place(place.Value), place.Errors)).Distinct().Take(MaxRules + 1).ToList();
        return words.Count switch
        {
            0 => null,
            > MaxRules => $"{string.Join("; ", words.Take(MaxRules))}; and more",
            _ => string.Join("; ", words),
        };
    }

    private static IEnumerable<string> OfPlace(string place, IReadOnlyList<ValidationError> errors)
    {
        string[] missing = [.. errors.Where(error => error.Kind == ValidationErrorKind.PropertyRequired).Select(error => error.Property!)];
        if (missing.Length > 0)
        {
            yield return $"the {(missing.Length == 1 ? "property" : "properties")} {Listed(missing)} {(missing.Length == 1 ? "is" : "are")} missing"
                + (place.Length == 0 ? "" : $" in {place}");
        }

        foreach (var error in errors)
        {
            if (Rule(error.Kind, error.Schema.ActualSchema) is { } rule)
                yield return $"{(place.Length == 0 ? "the body" : place)} {rule}";
        }
    }

    private static string? Rule(ValidationErrorKind kind, JsonSchema schema) => kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "has a property that the model does not allow"
            + (schema.Properties.Count == 0 ? "" : $" (allowed: {Listed(schema.Properties.Keys)})"),
        ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected
            or ValidationErrorKind.BooleanExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected
            or ValidationErrorKind.NullExpected or ValidationErrorKind.NoTypeValidates =>
            $"must be of the type {string.Join(" or ", Types(schema.Type))}",
        ValidationErrorKind.NotInEnumeration => $"must be one of {Listed(schema.Enumeration.Select(JsonConvert.SerializeObject))}",
        ValidationErrorKind.StringTooShort => schema.MinLength == 1 ? "must not be empty" : $"must have at least {Characters(schema.MinLength)}",
        ValidationErrorKind.StringTooLong => $"must have at most {Characters(schema.MaxLength)}",
        ValidationErrorKind.PatternMismatch => $"must match the pattern {Sentences.Cut(SchemaPatterns.Of(schema)?.ToString() ?? "", MaxText)}",
        ValidationErrorKind.NumberTooSmall => $"must be at least {Number(schema.Minimum)}",
        ValidationErrorKind.NumberTooBig => $"must be {(schema.IsExclusiveMaximum ? "less than" : "at most")} {Number(schema.Maximum)}",
        ValidationErrorKind.NumberNotMultipleOf or ValidationErrorKind.IntegerNotMultipleOf => $"must be a multiple of {Number(schema.MultipleOf)}",
        ValidationErrorKind.ItemsNotUnique => "must not have equal items",
        ValidationErrorKind.TooManyItemsInTuple => "has more items than the model allows",
        ValidationErrorKind.TooFewProperties => $"must have at least {schema.MinProperties} properties",
        ValidationErrorKind.TooManyProperties => $"must have at most {schema.MaxProperties} properties",
        ValidationErrorKind.NotOneOf => "must fit exactly one of the schemas in oneOf",
        ValidationErrorKind.NotAnyOf => "must fit at least one of the schemas in anyOf",
        ValidationErrorKind.NotAllOf => "must fit all schemas in allOf",
        ValidationErrorKind.ExcludedSchemaValidates => "must not fit the schema in not",
        _ => null,
    };

    // Where a number is allowed, an integer is allowed too. It need not be said.
    private static IEnumerable<string> Types(JsonObjectType allowed) =>
        ValidationMessages.Types(allowed).Where(type => type != "integer" || !allowed.HasFlag(JsonObjectType.Number));

    // lines[0].quantity; empty for the body itself.
    private string Place(JToken value)
    {
        var steps = value.AncestorsAndSelf().Reverse().Select(token => token switch
        {
            JProperty property => names.Contains(property.Name) ? $".{property.Name}" : ".…",
            { Parent: JArray items } => $"[{items.IndexOf(token).ToString(CultureInfo.InvariantCulture)}]",
            _ => "",
        });
        return string.Concat(steps).TrimStart('.');
    }

    private static string Listed(IEnumerable<string> texts)
    {
        string[] all = [.. texts.Select(text => Sentences.Plain(text, MaxText))];
        return string.Join(", ", all.Take(MaxListed)) + (all.Length > MaxListed ? ", …" : "");
    }

    private static string Characters(int? count) => count == 1 ? "1 character" : $"{count?.ToString(CultureInfo.InvariantCulture)} characters";

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
