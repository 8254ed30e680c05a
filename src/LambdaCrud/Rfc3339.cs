using System.Globalization;

namespace LambdaCrud;

/// <summary>Times as this API writes them, to clients and to DynamoDB alike: RFC 3339, UTC, always three decimals.</summary>
public static class Rfc3339
{
    public static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
