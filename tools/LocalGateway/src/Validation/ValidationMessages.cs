using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace LocalGateway.Validation;

/// <summary>
/// The wording of the service's validator (json-schema-validator for Java), as users see it in <c>validationErrorString</c>.
/// </summary>
internal static class ValidationMessages
{
    /// <param name="errors">All errors of one value.</param>
    /// <param name="instance">The value.</param>
    public static IEnumerable<string> Of(IReadOnlyList<ValidationError> errors, JToken instance)
    {
        foreach (var kind in errors.GroupBy(error => error.Kind))
        {
            switch (kind.Key)
            {
                case ValidationErrorKind.PropertyRequired:
                    yield return $"object has missing required properties ({List(kind.Select(error => error.Property!))})";
                    break;
                case ValidationErrorKind.NoAdditionalPropertiesAllowed:
                    var names = List(kind.Select(error => error.Property!));
                    yield return $"object instance has properties which are not allowed by the schema: {names}";
                    break;
                default:
                    foreach (var error in kind)
                        yield return Of(error, error.Schema.ActualSchema, instance);
                    break;
            }
        }
    }

    private static string Of(ValidationError error, JsonSchema schema, JToken instance) => error.Kind switch
    {
        ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected
            or ValidationErrorKind.BooleanExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected
            or ValidationErrorKind.NullExpected or ValidationErrorKind.NoTypeValidates =>
            $"instance type ({TypeOf(instance)}) does not match any allowed primitive type (allowed: {List(Types(schema.Type))})",
        ValidationErrorKind.NotInEnumeration =>
            $"instance value ({Json(instance)}) not found in enum (possible values: {Json(new JArray(schema.Enumeration))})",
        ValidationErrorKind.StringTooShort =>
            $"string {Json(instance)} is too short (length: {Length(instance)}, required minimum: {schema.MinLength})",
        ValidationErrorKind.StringTooLong =>
            $"string {Json(instance)} is too long (length: {Length(instance)}, maximum allowed: {schema.MaxLength})",
        ValidationErrorKind.PatternMismatch =>
            $"ECMA 262 regex \"{SchemaPatterns.Of(schema)}\" does not match input string {Json(instance)}",
        ValidationErrorKind.NumberTooSmall =>
            $"numeric instance is lower than the required minimum (minimum: {Number(schema.Minimum)}, found: {Json(instance)})",
        ValidationErrorKind.NumberTooBig when schema.IsExclusiveMaximum =>
            $"numeric instance is not strictly lower than the required maximum {Number(schema.Maximum)}",
        ValidationErrorKind.NumberTooBig =>
            $"numeric instance is greater than the required maximum (maximum: {Number(schema.Maximum)}, found: {Json(instance)})",
        ValidationErrorKind.NumberNotMultipleOf or ValidationErrorKind.IntegerNotMultipleOf =>
            $"remainder of division is not zero ({Json(instance)} / {Number(schema.MultipleOf)})",
        ValidationErrorKind.ItemsNotUnique => "array must not contain duplicate elements",
        ValidationErrorKind.TooManyItemsInTuple => "array has more elements than the schema allows",
        ValidationErrorKind.TooFewProperties =>
            $"object has too few properties (found {instance.Count()} but schema requires at least {schema.MinProperties})",
        ValidationErrorKind.TooManyProperties =>
            $"object has too many properties (found {instance.Count()} but schema requires at most {schema.MaxProperties})",
        ValidationErrorKind.NotOneOf =>
            $"instance failed to match exactly one schema (matched {Matched(error)} out of {schema.OneOf.Count})",
        ValidationErrorKind.NotAnyOf => $"instance failed to match at least one required schema among {schema.AnyOf.Count}",
        ValidationErrorKind.NotAllOf =>
            $"instance failed to match all required schemas (matched only {Matched(error)} out of {schema.AllOf.Count})",
        ValidationErrorKind.ExcludedSchemaValidates => "instance matched a schema which it should not have",
        var other => $"instance does not match the schema ({other})",
    };

    private static int Matched(ValidationError error) =>
        ((ChildSchemaValidationError)error).Errors.Count(schema => schema.Value.Count == 0);

    private static string TypeOf(JToken instance) => instance.Type switch
    {
        JTokenType.Object => "object",
        JTokenType.Array => "array",
        JTokenType.String => "string",
        JTokenType.Integer => "integer",
        JTokenType.Float => "number",
        JTokenType.Boolean => "boolean",
        _ => "null",
    };

    // Where a number is allowed, an integer is allowed too.
    public static IEnumerable<string> Types(JsonObjectType allowed)
    {
        if (allowed.HasFlag(JsonObjectType.Number))
            allowed |= JsonObjectType.Integer;
        return Enum.GetValues<JsonObjectType>()
            .Where(type => type is not (JsonObjectType.None or JsonObjectType.File) && allowed.HasFlag(type))
            .Select(type => type.ToString().ToLowerInvariant());
    }

    /// <summary>Sorted: <c>["a","b"]</c>.</summary>
    private static string List(IEnumerable<string> names) => Json(new JArray(names.Order(StringComparer.Ordinal)));

    private static string Json(JToken value) => value.ToString(Formatting.None);

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int Length(JToken instance) => ((string)instance!).Length;
}
