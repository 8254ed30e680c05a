using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>A comparison; false if the values cannot be compared.</summary>
internal sealed class ComparisonFilter(FilterOperand left, string name, FilterOperand right) : FilterNode
{
    public override bool IsTrue(object? current, object? root, RenderScope scope)
    {
        scope.Step();
        var (a, b) = (left.Value(current, root, scope), right.Value(current, root, scope));
        return name switch
        {
            "==" => AreEqual(a, b, scope),
            "!=" => !AreEqual(a, b, scope),
            "<" => Compare(a, b) < 0,
            "<=" => Compare(a, b) <= 0,
            ">" => Compare(a, b) > 0,
            ">=" => Compare(a, b) >= 0,
            "=~" => IsMatch(a, b, scope),
            "in" => b is JavaList list && Contains(list, a, scope),
            "nin" => b is JavaList list && !Contains(list, a, scope),
            "contains" => a is JavaList list ? Contains(list, b, scope) : a is string text && b is string part && ContainsText(text, part),
            "size" => SizeOf(a) is { } size && JavaText.IsNumber(b) && JavaArithmetic.Compare(size, b!) == 0,
            "empty" => SizeOf(a) is { } count && b is bool expected && (count == 0) == expected,
            "anyof" => a is JavaList items && b is JavaList others && items.Any(item => Contains(others, item, scope)),
            "noneof" => a is JavaList items && b is JavaList others && !items.Any(item => Contains(others, item, scope)),
            _ => a is JavaList items && b is JavaList others && items.All(item => Contains(others, item, scope)),
        };
    }

    private static bool AreEqual(object? a, object? b, RenderScope scope)
    {
        // A number and a text are equal if their texts are equal.
        if ((a is string && JavaText.IsNumber(b)) || (b is string && JavaText.IsNumber(a)))
            return JavaText.Of(a) == JavaText.Of(b);
        return JavaText.IsNumber(a) && JavaText.IsNumber(b)
            ? JavaArithmetic.Compare(a!, b!) == 0
            : JavaEquality.Strict(a, b, scope);
    }

    private static int? Compare(object? a, object? b) => (a, b) switch
    {
        (string first, string second) => string.CompareOrdinal(first, second),
        ({ } first, { } second) when JavaText.IsNumber(first) && JavaText.IsNumber(second) => JavaArithmetic.Compare(first, second),
        _ => null,
    };

    private static bool IsMatch(object? a, object? b, RenderScope scope) => (a, b) switch
    {
        (Regex regex, { } value) when value is not Regex => Matches(regex, value, scope),
        ({ } value, Regex regex) => Matches(regex, value, scope),
        _ => false,
    };

    private static bool Matches(Regex regex, object value, RenderScope scope)
    {
        if (value is not string && !JavaText.IsNumber(value))
            return false;
        try
        {
            return regex.IsMatch(JavaText.Of(value, scope));
        }
        catch (RegexMatchTimeoutException error)
        {
            throw scope.Error("the regular expression takes too long", MappingTemplateErrorKind.LimitExceeded, error);
        }
    }

    private static bool Contains(JavaList list, object? value, RenderScope scope) => list.Any(item => AreEqual(item, value, scope));

    private static bool ContainsText(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static int? SizeOf(object? value) => value switch
    {
        string text => text.Length,
        JavaList list => list.Count,
        JavaMap map => map.Count,
        _ => null,
    };
}
