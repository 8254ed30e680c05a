using System.Globalization;

namespace LocalGateway.Authorization;

/// <summary>How people write how long a token is valid: <c>30s</c>, <c>15m</c>, <c>1h</c>, <c>7d</c>.</summary>
public static class TokenLifetime
{
    private const int MaxDays = 3650;

    /// <summary>What a text that is none is told.</summary>
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
