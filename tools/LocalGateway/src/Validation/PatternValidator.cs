using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace LocalGateway.Validation;

/// <summary>
/// The library's validator, plus the patterns that <see cref="SchemaPatterns"/> removed from the schemas. It throws a
/// <see cref="System.Text.RegularExpressions.RegexMatchTimeoutException"/> when a pattern takes too long.
/// </summary>
internal sealed class PatternValidator : JsonSchemaValidator
{
    protected override ICollection<ValidationError> Validate(
        JToken token, JsonSchema schema, SchemaType schemaType, string? propertyName, string propertyPath)
    {
        var errors = base.Validate(token, schema, schemaType, propertyName, propertyPath);
        var actual = schema.ActualSchema;
        if (token.Type == JTokenType.String && SchemaPatterns.Of(actual) is { } pattern && !pattern.IsMatch((string)token!))
            errors.Add(new ValidationError(ValidationErrorKind.PatternMismatch, propertyName, propertyPath, token, actual));
        if (token is JObject members && SchemaPatterns.OfProperties(actual) is { Count: > 0 } patterns)
        {
            foreach (var member in members.Properties())
            {
                var schemas = patterns.Where(entry => entry.Pattern.IsMatch(member.Name)).Select(entry => entry.Schema).ToList();
                if (schemas.Count == 0)
                    continue;
                errors =
                [
                    .. errors.Where(error => !IsOfAdditional(error, member)),
                    .. schemas.SelectMany(one => Validate(member.Value, one, schemaType, member.Name, $"{propertyPath}.{member.Name}")),
                ];
            }
        }

        return errors;
    }

    // The library no longer knows the patterns, so it treats a member that matches one as an additional property.
    private static bool IsOfAdditional(ValidationError error, JProperty member) =>
        error.Kind is ValidationErrorKind.NoAdditionalPropertiesAllowed or ValidationErrorKind.AdditionalPropertiesNotValid
        && error.Property == member.Name
        && (IsAt(error, member) || IsAt(error, member.Value));

    private static bool IsAt(ValidationError error, IJsonLineInfo place) =>
        (error.LineNumber, error.LinePosition) == (place.LineNumber, place.LinePosition);
}
