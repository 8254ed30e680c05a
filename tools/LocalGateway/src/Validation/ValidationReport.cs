using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;

namespace LocalGateway.Validation;

/// <summary>
/// The errors of a body, reported as the service's validator does: all errors of a value, but none from inside an object or array that is
/// itself invalid.
/// </summary>
internal sealed class ValidationReport
{
    // More is not readable, and a body of ten megabytes could have a million.
    private const int MaxMessages = 100;

    private readonly Dictionary<(int Line, int Position), JToken> _tokens = [];

    /// <param name="body">Read with positions: an error finds its token by position.</param>
    public ValidationReport(JToken body)
    {
        foreach (var token in body is JContainer container ? container.DescendantsAndSelf() : [body])
        {
            var position = (IJsonLineInfo)token;
            _tokens.Add((position.LineNumber, position.LinePosition), token);
        }
    }

    /// <summary>The values that are not valid, each with its errors.</summary>
    public IReadOnlyList<(JToken Value, IReadOnlyList<ValidationError> Errors)> Faults(IEnumerable<ValidationError> errors)
    {
        var places = Flatten(errors).Where(IsDue).GroupBy(PlaceOf, ReferenceEqualityComparer.Instance).ToList();
        var faulty = places.Select(place => place.Key).ToHashSet(ReferenceEqualityComparer.Instance);
        return
        [
            .. places.Where(place => !((JToken)place.Key!).Ancestors().Any(faulty.Contains))
                .Select(place => ((JToken)place.Key!, (IReadOnlyList<ValidationError>)[.. place])),
        ];
    }

    /// <summary>The messages of the service's validator.</summary>
    public static IReadOnlyList<string> Messages(IEnumerable<(JToken Value, IReadOnlyList<ValidationError> Errors)> faults) =>
        [.. faults.SelectMany(fault => ValidationMessages.Of(fault.Errors, fault.Value)).Take(MaxMessages)];

    // Errors of items and of additional properties are wrapped. Errors of alternatives stay together.
    private static IEnumerable<ValidationError> Flatten(IEnumerable<ValidationError> errors) => errors.SelectMany(error =>
        error is ChildSchemaValidationError wrapper
        && error.Kind is ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid
            ? wrapper.Errors.Values.SelectMany(Flatten)
            : [error]);

    // The library also checks required properties of values that are not objects. JSON Schema does not apply them there.
    private bool IsDue(ValidationError error) => error.Kind != ValidationErrorKind.PropertyRequired || PlaceOf(error) is JObject;

    // An additional property or item is an error of the object or array.
    private JToken PlaceOf(ValidationError error)
    {
        var token = _tokens[(error.LineNumber, error.LinePosition)];
        return token is JProperty || error.Kind == ValidationErrorKind.TooManyItemsInTuple ? token.Parent! : token;
    }
}
