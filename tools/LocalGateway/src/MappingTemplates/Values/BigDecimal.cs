using System.Globalization;
using System.Numerics;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>
/// The part of java.math.BigDecimal that templates can see. The parser creates one for a JSON number with more digits than a double holds,
/// so that it renders unchanged.
/// </summary>
internal readonly record struct BigDecimal(BigInteger Unscaled, int Scale) : IComparable<BigDecimal>
{
    /// <summary>The maximum number of digits, written or implied by the exponent. More are refused.</summary>
    private const int MaxScale = 400;

    public static bool TryParse(ReadOnlySpan<char> text, out BigDecimal value)
    {
        value = default;
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0 && !int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;
        var mantissa = e >= 0 ? text[..e] : text;
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var scale = (long)fraction - exponent;
        if (mantissa.Length > MaxScale || Math.Abs(scale) > MaxScale)
            return false;
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled))
            return false;
        value = new BigDecimal(unscaled, (int)scale);
        return true;
    }

    public static BigDecimal Of(double value) =>
        TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var result) ? result : default;

    public static BigDecimal operator +(BigDecimal a, BigDecimal b)
    {
        var (x, y, scale) = Align(a, b);
        return new BigDecimal(x + y, scale);
    }

    public static BigDecimal operator -(BigDecimal a, BigDecimal b) => a + new BigDecimal(-b.Unscaled, b.Scale);

    public static BigDecimal operator *(BigDecimal a, BigDecimal b) => new(a.Unscaled * b.Unscaled, a.Scale + b.Scale);

    /// <summary>Divides as Velocity does: the result has the dividend's scale, and halves round towards zero.</summary>
    public static BigDecimal operator /(BigDecimal a, BigDecimal b)
    {
        // a.Unscaled/10^a.Scale / (b.Unscaled/10^b.Scale), expressed at scale a.Scale.
        var numerator = a.Unscaled * (b.Scale > 0 ? BigInteger.Pow(10, b.Scale) : 1);
        var denominator = b.Unscaled * (b.Scale < 0 ? BigInteger.Pow(10, -b.Scale) : 1);
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        if (BigInteger.Abs(remainder) * 2 > BigInteger.Abs(denominator))
            quotient += numerator.Sign * denominator.Sign;
        return new BigDecimal(quotient, a.Scale);
    }

    public int CompareTo(BigDecimal other)
    {
        var (x, y, _) = Align(this, other);
        return x.CompareTo(y);
    }

    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    public BigInteger ToBigInteger() =>
        Scale > 0 ? Unscaled / BigInteger.Pow(10, Scale) : Unscaled * BigInteger.Pow(10, -Scale);

    /// <summary>Java's canonical text: plain if the scale is zero or more and the exponent at least -6, otherwise scientific.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture);
        var sign = Unscaled.Sign < 0 ? "-" : "";
        var exponent = digits.Length - 1 - (long)Scale;
        if (Scale == 0)
            return sign + digits;
        if (Scale > 0 && exponent >= -6)
        {
            var padded = digits.PadLeft(Scale + 1, '0');
            return $"{sign}{padded[..^Scale]}.{padded[^Scale..]}";
        }

        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{sign}{digits[0]}{fraction}E{exponent.ToString("+0;-0", CultureInfo.InvariantCulture)}";
    }

    private static (BigInteger X, BigInteger Y, int Scale) Align(BigDecimal a, BigDecimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return (a.Unscaled * BigInteger.Pow(10, scale - a.Scale), b.Unscaled * BigInteger.Pow(10, scale - b.Scale), scale);
    }
}
