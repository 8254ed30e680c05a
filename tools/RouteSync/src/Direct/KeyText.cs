using System.Text.RegularExpressions;

namespace RouteSync.Direct;

/// <summary>Writes the texts of a key into a mapping template.</summary>
internal static partial class KeyText
{
    /// <summary>The placeholder of the caller's <c>sub</c>.</summary>
    public const string Caller = "{caller}";

    // A # before a letter or another # begins a directive or a comment of VTL.
    private static readonly char[] Special = ['"', '\\', '$'];

    /// <summary>A key with the values of <c>{caller}</c> and of the id in the path. The template has checked both before.</summary>
    public static string Write(string key, DirectDeclaration declaration)
    {
        var text = "";
        var start = 0;
        foreach (Match placeholder in Placeholder().Matches(key))
        {
            text += Literal(key[start..placeholder.Index], declaration) + Value(placeholder, declaration);
            start = placeholder.Index + placeholder.Length;
        }

        return text + Literal(key[start..], declaration);
    }

    /// <summary>The sort keys of a list: their prefix, and the property that orders the items.</summary>
    public static (string Prefix, string Property) Split(string key, DirectDeclaration declaration) =>
        Last().Match(key) is { Success: true } last && last.Value != Caller && last.Groups["name"].Value != declaration.Route.Id?.Name
            ? (key[..last.Index], last.Groups["name"].Value)
            : throw declaration.Error(
                $"the sort key {key} of a Query must end with the placeholder of the property that orders the items.");

    private static string Value(Match placeholder, DirectDeclaration declaration)
    {
        if (placeholder.Value == Caller)
        {
            return declaration.Route.Access.NeedsUser
                ? "$util.escapeJavaScript($sub)"
                : throw declaration.Error("the key contains {caller}, but the route needs no user.");
        }

        // Each other text of a path is unchecked.
        return placeholder.Groups["name"].Value == declaration.Route.Id?.Name
            ? "$util.escapeJavaScript($id)"
            : throw declaration.Error($"the key contains {placeholder.Value}, which is neither the route's Id nor {Caller}.");
    }

    private static string Literal(string text, DirectDeclaration declaration) =>
        text.Any(char.IsControl) || text.IndexOfAny(Special) >= 0 || Directive().IsMatch(text)
            ? throw declaration.Error(
                $"""the key contains the text '{text}', which has a meaning in a mapping template: " \ $ or # in it.""")
            : text;

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}\z")]
    private static partial Regex Last();

    [GeneratedRegex(@"#(?!\z|\d)")]
    private static partial Regex Directive();
}
