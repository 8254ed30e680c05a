using System.Globalization;

namespace LocalGateway.LocalTokens;

/// <summary>The notation of a token's lifetime: <c>30s</c>, <c>15m</c>, <c>1h</c>, <c>7d</c>.</summary>
public static class TokenLifetime
{
    private const int MaxDays = 3650;

    /// <summary>The hint for a text that is not a lifetime.</summary>
    public static string Expected { get; } = $"a whole number with s, m, h or d (at most {MaxDays}d), as in 90m";

    public static bool TryParse(string text, out TimeSpan lifetime)
    {
        lifetime = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        var seconds = text[^1] switch
        {
            's' => 1L,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => 0,
        } * number;
        if (seconds is <= 0 or > MaxDays * 86_400L)
            return false;
        lifetime = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
