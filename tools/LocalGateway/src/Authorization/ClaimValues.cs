using System.Globalization;
using System.Text.Json;

namespace LocalGateway.Authorization;

/// <summary>Claims as a REST API passes them on: all are strings.</summary>
internal static class ClaimValues
{
    // The last second of the year 9999. A later time cannot be written as a date.
    private const long LastSecond = 253402300799;

    public static IReadOnlyList<KeyValuePair<string, string>> Of(JsonElement claims) =>
        [.. claims.EnumerateObject().Select(claim => KeyValuePair.Create(claim.Name, Text(claim.Name, claim.Value)))];

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when name is "exp" or "iat" && value.TryGetInt64(out var seconds) && seconds is >= 0 and <= LastSecond =>
            Date(seconds),
        // Groups and other lists are joined without brackets. A group name with a comma looks like two groups.
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => Text("", item))),
        _ => value.GetRawText(),
    };

    // The format of Java's dates: "Wed May 18 12:31:07 UTC 2022".
    private static string Date(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
}
