using System.Buffers;

namespace RouteSync.MappingTemplates;

/// <summary>A fixed text in a mapping template. It stands between double quotes, and its value goes into JSON unchanged.</summary>
internal static class VtlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"\\$#");

    /// <param name="what">What the text is. The message names it.</param>
    /// <exception cref="RouteSyncException">A character has a meaning in VTL or in JSON.</exception>
    public static string Checked(string text, string what) =>
        text.Any(char.IsControl) || text.AsSpan().ContainsAny(Special)
            ? throw new RouteSyncException(
                $"""A mapping template cannot contain {what}: '{text}' has one of " \ $ # or a control character.""")
            : text;
}
