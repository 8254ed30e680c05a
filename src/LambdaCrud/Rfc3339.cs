using System.Globalization;

namespace LambdaCrud;

/// <summary>The format of all times, in replies and in DynamoDB: RFC 3339, UTC, always three decimals.</summary>
internal static class Rfc3339
{
    /// <summary>The part of a time that the text form keeps: UTC, truncated to whole milliseconds.</summary>
    public static DateTime WholeMilliseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    public static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
