using System.Globalization;

namespace RouteSync.Direct;

/// <summary>Regular expressions for ranges of whole numbers. VTL cannot compare a text that may be too long for a number.</summary>
internal static class NumberPattern
{
    /// <summary>Matches the numbers from 1 to a maximum, with zeros before them or not.</summary>
    public static string UpTo(int max)
    {
        var digits = max.ToString(CultureInfo.InvariantCulture);
        var patterns = new List<string>();
        if (digits.Length > 1)
            patterns.Add($"[1-9]{Any(0, digits.Length - 2)}");
        for (var i = 0; i < digits.Length; i++)
        {
            var lowest = i == 0 ? '1' : '0';
            if (digits[i] > lowest)
                patterns.Add($"{digits[..i]}{Range(lowest, (char)(digits[i] - 1))}{Any(digits.Length - 1 - i, digits.Length - 1 - i)}");
        }

        patterns.Add(digits);
        return $"0*({string.Join('|', patterns)})";
    }

    private static string Range(char from, char to) => from == to ? $"{from}" : $"[{from}-{to}]";

    private static string Any(int min, int max) => (min, max) switch
    {
        (_, 0) => "",
        (0, 1) => "[0-9]?",
        (1, 1) => "[0-9]",
        _ when min == max => $"[0-9]{{{max}}}",
        _ => $"[0-9]{{{min},{max}}}",
    };
}
