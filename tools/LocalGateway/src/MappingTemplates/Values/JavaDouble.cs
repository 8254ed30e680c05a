using System.Globalization;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>java.lang.Double's text: <c>100.0</c>, <c>0.05</c>, <c>1.0E10</c>, <c>1.0E-5</c>.</summary>
internal static class JavaDouble
{
    public static string ToText(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";

        // "R": the shortest digits that read back as the same number.
        var scientific = value.ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Split(scientific.TrimStart('-'));
        var sign = value < 0 ? "-" : "";
        var magnitude = Math.Abs(value);
        if (magnitude is < 1e-3 or >= 1e7)
            return $"{sign}{digits[0]}.{OrZero(digits[1..])}E{exponent.ToString(CultureInfo.InvariantCulture)}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        var whole = digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole[..(exponent + 1)]}.{OrZero(whole[(exponent + 1)..])}";
    }

    private static string OrZero(string digits) => digits.Length == 0 ? "0" : digits;

    /// <summary>The significant digits, and the power of ten of the first digit.</summary>
    private static (string Digits, int Exponent) Split(string text)
    {
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = point < 0 ? mantissa : whole + mantissa[(point + 1)..];
        var significant = all.TrimStart('0');
        exponent += whole.Length - 1 - (all.Length - significant.Length);
        significant = significant.TrimEnd('0');
        return (significant, exponent);
    }
}
