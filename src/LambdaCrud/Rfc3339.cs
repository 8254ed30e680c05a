using System.Globalization;

namespace LambdaCrud;

/// <summary>The format of all times, in replies and in DynamoDB: RFC 3339, UTC, always three decimals.</summary>
internal static class Rfc3339
{
    /// <summary>The part of a time that the text form keeps: UTC, truncated to whole milliseconds.</summary>
    public static DateTime WholeMilliseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    public static string Text(DateTime utc)
    {
        // Cut from the format "O", which has seven decimals, because a format of one's own takes three times as long.
        Span<char> text = stackalloc char["2026-11-30T03:25:07.1234567Z".Length];
        utc.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text["2026-11-30T03:25:07.123".Length] = 'Z';
        return new string(text[.."2026-11-30T03:25:07.123Z".Length]);
    }
}
