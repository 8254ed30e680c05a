using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>
/// java.util.regex: patterns are translated to .NET's dialect. They run in linear time if possible, and never longer than the limit.
/// </summary>
internal static class JavaRegex
{
    private const int MatchCost = 128;

    /// <summary>A pattern that must match the whole text, as in Java's <c>String.matches</c> and in selection patterns.</summary>
    /// <exception cref="ArgumentException">The pattern is not valid.</exception>
    public static Regex Whole(string pattern, bool ignoreCase = false) =>
        BoundedRegex.Compile($@"\A(?:{JavaRegexDialect.Translate(pattern)})\z", ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);

    internal static bool Matches(string text, string pattern, RenderScope scope) =>
        Run(text, pattern, isWhole: true, regex => regex.IsMatch(text), scope);

    /// <param name="text">The text to change.</param>
    /// <param name="pattern">The pattern to replace.</param>
    /// <param name="replacement">With Java's <c>$1</c> for groups.</param>
    /// <param name="count">How many matches to replace; -1 for all.</param>
    /// <param name="scope">The rendering.</param>
    internal static string Replace(string text, string pattern, string replacement, int count, RenderScope scope)
    {
        // Parsed at the first match: without a match, Java accepts any replacement.
        IReadOnlyList<(string?, string?)>? parts = null;
        return Run(text, pattern, isWhole: false, regex => regex.Replace(text, Expand, count), scope);

        string Expand(Match match)
        {
            parts ??= JavaReplacement.Parse(replacement, scope);
            var expanded = JavaReplacement.Expand(parts, match, scope);
            scope.Charge(expanded.Length + MatchCost);
            return expanded;
        }
    }

    /// <summary>Java's String.split: a text without a match is one part. With a limit of 0, empty parts at the end are dropped.</summary>
    internal static JavaList Split(string text, string pattern, int limit, RenderScope scope)
    {
        var parts = Run(text, pattern, isWhole: false, regex => Split(text, regex, limit, scope), scope);
        if (parts.Count == 0)
            return new JavaList([text]);
        if (limit == 0)
            while (parts.Count > 0 && parts[^1].Length == 0)
                parts.RemoveAt(parts.Count - 1);
        return new JavaList(parts);
    }

    /// <returns>Empty if there is no match to split at.</returns>
    private static List<string> Split(string text, Regex regex, int limit, RenderScope scope)
    {
        var parts = new List<string>();
        var start = 0;
        for (var match = regex.Match(text); match.Success && (limit <= 0 || parts.Count < limit - 1); match = match.NextMatch())
        {
            scope.Step();
            // An empty match at the start splits nothing off.
            if (match.Index + match.Length == 0)
                continue;
            parts.Add(text[start..match.Index]);
            start = match.Index + match.Length;
        }

        if (parts.Count > 0)
            parts.Add(text[start..]);
        return parts;
    }

    private static T Run<T>(string text, string pattern, bool isWhole, Func<Regex, T> use, RenderScope scope)
    {
        scope.Charge(text.Length + pattern.Length);
        try
        {
            return use(scope.Compiled.Regex(pattern, isWhole));
        }
        catch (ArgumentException error)
        {
            throw scope.Error($"the regular expression is not valid: {error.Message}", inner: error);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw scope.Error("the regular expression takes too long", MappingTemplateErrorKind.LimitExceeded, error);
        }
    }

    /// <summary>A pattern that may match anywhere in a text.</summary>
    internal static Regex Find(string pattern) => BoundedRegex.Compile(JavaRegexDialect.Translate(pattern));
}
