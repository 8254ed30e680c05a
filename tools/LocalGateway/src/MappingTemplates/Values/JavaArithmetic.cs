using System.Numerics;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>
/// Arithmetic as in Velocity: it uses the wider type of the two numbers. An integer that overflows becomes the next wider type. Division of
/// integers drops the fraction.
/// </summary>
internal static class JavaArithmetic
{
    /// <returns>Null for a division by zero.</returns>
    public static object? Calculate(char sign, object left, object right, RenderScope scope)
    {
        if (sign is '/' or '%' && IsZero(right))
            return null;
        if (IsExact(left, right))
            return Calculate(sign, ToBigDecimal(left), ToBigDecimal(right), scope);
        if (left is double || right is double)
            return Calculate(sign, ToDouble(left), ToDouble(right));
        return Calculate(
            sign, ToBigInteger(left), ToBigInteger(right), left is long || right is long, left is BigInteger || right is BigInteger, scope);
    }

    /// <summary>An integer in the narrowest type that holds it: int, long or BigInteger.</summary>
    public static object Narrowed(BigInteger value)
    {
        if (value >= int.MinValue && value <= int.MaxValue)
            return (int)value;
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    /// <summary>Compares numbers of any types by value.</summary>
    public static int Compare(object left, object right)
    {
        if (left is int a && right is int b)
            return a.CompareTo(b);
        if (IsExact(left, right))
            return ToBigDecimal(left).CompareTo(ToBigDecimal(right));
        if (left is double || right is double)
            return ToDouble(left).CompareTo(ToDouble(right));
        return ToBigInteger(left).CompareTo(ToBigInteger(right));
    }

    public static double ToDouble(object number) => number switch
    {
        int value => value,
        long value => value,
        BigInteger value => (double)value,
        BigDecimal value => value.ToDouble(),
        _ => (double)number,
    };

    /// <summary>Java's <c>intValue()</c>: the low 32 bits of an integer. A fraction is truncated and kept within range.</summary>
    public static int ToInt(object number) => number switch
    {
        int value => value,
        long value => unchecked((int)value),
        double value => double.IsNaN(value) ? 0 : (int)Math.Clamp(value, int.MinValue, int.MaxValue),
        _ => unchecked((int)ToLong(number)),
    };

    /// <summary>Java's <c>longValue()</c>.</summary>
    public static long ToLong(object number) => number switch
    {
        int value => value,
        long value => value,
        double value => double.IsNaN(value) ? 0 : value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value,
        BigDecimal value => LowBits(value.ToBigInteger()),
        _ => LowBits((BigInteger)number),
    };

    private static long LowBits(BigInteger value) => unchecked((long)(ulong)(value & ulong.MaxValue));

    /// <summary>Whether one side is a BigDecimal, or only a BigDecimal can hold both.</summary>
    private static bool IsExact(object left, object right) =>
        left is BigDecimal || right is BigDecimal
        || (left is BigInteger && right is double && double.IsFinite((double)right))
        || (right is BigInteger && left is double && double.IsFinite((double)left));

    private static bool IsZero(object number) => number switch
    {
        BigDecimal value => value.Unscaled.IsZero,
        double value => value == 0,
        _ => ToBigInteger(number).IsZero,
    };

    private static BigInteger ToBigInteger(object number) => number switch
    {
        int value => value,
        long value => value,
        _ => (BigInteger)number,
    };

    private static BigDecimal ToBigDecimal(object number) => number switch
    {
        BigDecimal value => value,
        double value => BigDecimal.Of(value),
        _ => new BigDecimal(ToBigInteger(number), 0),
    };

    private static double Calculate(char sign, double left, double right) => sign switch
    {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        '/' => left / right,
        _ => left % right,
    };

    private static BigDecimal Calculate(char sign, BigDecimal left, BigDecimal right, RenderScope scope)
    {
        var result = sign switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => left / right,
            _ => throw scope.Error("the numbers have too many digits to calculate their remainder"),
        };
        CheckSize(result.Unscaled, scope);
        if (Math.Abs(result.Scale) > MappingTemplateLimits.IntegerBits)
            throw scope.Error("the number has too many digits", MappingTemplateErrorKind.LimitExceeded);
        return result;
    }

    private static object Calculate(char sign, BigInteger left, BigInteger right, bool isLong, bool isBig, RenderScope scope)
    {
        var result = sign switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => BigInteger.Divide(left, right),
            _ => BigInteger.Remainder(left, right),
        };
        CheckSize(result, scope);
        if (isBig)
            return result;
        return isLong && result >= int.MinValue && result <= int.MaxValue ? (long)result : Narrowed(result);
    }

    private static void CheckSize(BigInteger value, RenderScope scope)
    {
        if (value.GetBitLength() > MappingTemplateLimits.IntegerBits)
            throw scope.Error("the number has too many digits", MappingTemplateErrorKind.LimitExceeded);
    }
}
