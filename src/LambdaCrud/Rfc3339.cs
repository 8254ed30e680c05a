using System.Globalization;

namespace LambdaCrud;

/// <summary>Times as this API writes them, to clients and to DynamoDB alike: RFC 3339, UTC, always three decimals.</summary>
public static class Rfc3339
{
    /// <summary>What of a time survives being written: UTC, cut to whole milliseconds.</summary>
    public static DateTime WholeMilliseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    public static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
