namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

internal static class RouteTemplate
{
    /// <summary>The names in the <c>{…}</c> of a template. Each is a whole path segment. Braces inside a segment are plain text.</summary>
    public static IReadOnlyList<string> Placeholders(string template) =>
    [
        .. template.Split('/')
            .Where(segment => segment.Length >= 2 && segment[0] == '{' && segment[segment.Length - 1] == '}')
            .Select(segment => segment.Substring(1, segment.Length - 2))
            .Distinct(),
    ];
}
