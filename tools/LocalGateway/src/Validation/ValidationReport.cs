using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;

namespace LocalGateway.Validation;

/// <summary>
/// What is wrong with a body, reported as the service's validator does: at each place all that is wrong there, and of what lies within a
/// faulty object or array nothing.
/// </summary>
internal sealed class ValidationReport
{
    // Nobody reads more, and a body of ten megabytes could have a million.
    private const int MaxMessages = 100;

    private readonly Dictionary<(int Line, int Position), JToken> _tokens = [];

    /// <param name="body">Read with positions: by them an error tells the token it is about.</param>
    public ValidationReport(JToken body)
    {
        foreach (var token in body is JContainer container ? container.DescendantsAndSelf() : [body])
        {
            var position = (IJsonLineInfo)token;
            _tokens.Add((position.LineNumber, position.LinePosition), token);
        }
    }

    public IReadOnlyList<string> Messages(IEnumerable<ValidationError> errors)
    {
        var places = Flatten(errors).Where(IsDue).GroupBy(PlaceOf, ReferenceEqualityComparer.Instance).ToList();
        var faulty = places.Select(place => place.Key).ToHashSet(ReferenceEqualityComparer.Instance);
        return
        [
            .. places.Where(place => !((JToken)place.Key!).Ancestors().Any(faulty.Contains))
                .SelectMany(place => ValidationMessages.Of([.. place], (JToken)place.Key!))
                .Take(MaxMessages),
        ];
    }

    // Errors of items and of additional properties come wrapped; those of alternatives stay together.
    private static IEnumerable<ValidationError> Flatten(IEnumerable<ValidationError> errors) => errors.SelectMany(error =>
        error is ChildSchemaValidationError wrapper
        && error.Kind is ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid
            ? wrapper.Errors.Values.SelectMany(Flatten)
            : [error]);

    // The library asks for required properties of what is no object, too; in JSON Schema they say nothing about it.
    private bool IsDue(ValidationError error) => error.Kind != ValidationErrorKind.PropertyRequired || PlaceOf(error) is JObject;

    // A property or an item too many is a fault of the object or the array.
    private JToken PlaceOf(ValidationError error)
    {
        var token = _tokens[(error.LineNumber, error.LinePosition)];
        return token is JProperty || error.Kind == ValidationErrorKind.TooManyItemsInTuple ? token.Parent! : token;
    }
}
