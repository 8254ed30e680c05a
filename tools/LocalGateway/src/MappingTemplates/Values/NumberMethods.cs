using System.Globalization;
using System.Numerics;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>Methods of Java's numbers, including the static parse methods: <c>$n.parseInt("41")</c>.</summary>
internal static class NumberMethods
{
    public static object? Invoke(object number, string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("intValue", []) => JavaArithmetic.ToInt(number),
        ("longValue", []) => JavaArithmetic.ToLong(number),
        ("doubleValue", []) => JavaArithmetic.ToDouble(number),
        ("hashCode", []) when number is int value => value,
        ("compareTo", [{ } other]) when other.GetType() == number.GetType() => JavaArithmetic.Compare(number, other),
        ("parseInt", [string text]) when number is int => ParseInt(text, scope),
        ("valueOf", [string text]) when number is int => ParseInt(text, scope),
        ("valueOf", [int value]) when number is int => value,
        ("parseLong" or "valueOf", [string text]) when number is long => ParseLong(text, scope),
        ("parseDouble" or "valueOf", [string text]) when number is double => ParseDouble(text, scope),
        ("abs", []) when number is BigInteger value => BigInteger.Abs(value),
        _ => null,
    };

    private static int ParseInt(string text, RenderScope scope) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw scope.Error("parseInt: the text is not an integer");

    private static long ParseLong(string text, RenderScope scope) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw scope.Error("parseLong: the text is not an integer");

    private static double ParseDouble(string text, RenderScope scope) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw scope.Error("parseDouble: the text is not a number");
}
