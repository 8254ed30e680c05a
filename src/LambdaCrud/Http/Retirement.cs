using System.Globalization;

namespace LambdaCrud.Http;

/// <summary>
/// The end of a route. Its answers say so in the headers <c>Deprecation</c> (RFC 9745) and <c>Sunset</c> (RFC 8594), and the contract marks
/// the operation as deprecated. The gateway's own refusals do not have these headers.
/// </summary>
/// <param name="Deprecated">The day from which clients should use something else, in UTC.</param>
/// <param name="Sunset">The day on which the route is removed at the earliest, in UTC.</param>
internal sealed record Retirement(DateOnly Deprecated, DateOnly Sunset)
{
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string>
    {
        ["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{new DateTimeOffset(Start(Deprecated)).ToUnixTimeSeconds()}"),
        ["Sunset"] = Start(Sunset).ToString("R", CultureInfo.InvariantCulture),
    };

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
