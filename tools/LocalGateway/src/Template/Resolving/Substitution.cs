using System.Text.RegularExpressions;

namespace LocalGateway.Template.Resolving;

/// <summary>The variables in a text of <c>Fn::Sub</c>.</summary>
internal static partial class Substitution
{
    /// <summary>Replaces each <c>${name}</c>; <c>${!name}</c> stays as <c>${name}</c>.</summary>
    public static string Replace(string template, Func<string, string> value) =>
        Variable().Replace(
            template,
            match => match.Groups["literal"].Success ? $"${{{match.Groups["name"].Value}}}" : value(match.Groups["name"].Value.Trim()));

    public static IEnumerable<string> Variables(string template) =>
        Variable().Matches(template).Where(match => !match.Groups["literal"].Success).Select(match => match.Groups["name"].Value.Trim());

    [GeneratedRegex(@"\$\{(?<literal>!)?(?<name>[^{}!][^{}]*)\}")]
    private static partial Regex Variable();
}
