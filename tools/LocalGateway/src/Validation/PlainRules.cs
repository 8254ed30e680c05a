using System.Text.RegularExpressions;

namespace LocalGateway.Validation;

/// <summary>The broken rules of a model in plain words. API Gateway's own words are for people who know its validator.</summary>
internal static partial class PlainRules
{
    // The names come from the model. A body may have any names, so those of unexpected members stay out of the console.
    private static readonly (Regex Rule, Func<Match, string> Words)[] Rules =
    [
        (Missing(), rule => Names(rule) is [var only] ? $"the property {only} is missing" : $"the properties {string.Join(", ", Names(rule))} are missing"),
        (Unknown(), _ => "it has a property that the model does not allow"),
        (WrongType(), rule => $"a value is of the type {rule.Groups["found"].Value}, but the model allows {string.Join(" or ", Names(rule))}"),
        (TooSmall(), rule => $"a number is lower than the minimum {rule.Groups["limit"].Value}"),
        (TooLarge(), rule => $"a number is greater than the maximum {rule.Groups["limit"].Value}"),
        (TooShort(), rule => $"a text is shorter than {rule.Groups["limit"].Value}"),
        (TooLong(), rule => $"a text is longer than {rule.Groups["limit"].Value}"),
    ];

    /// <param name="problem">The list of messages: <c>[object has missing required properties (["name"])]</c>.</param>
    /// <returns>A part of a sentence, without a value of the body; null if no rule is known here.</returns>
    public static string? Of(string problem)
    {
        var words = Rules.SelectMany(known => known.Rule.Matches(problem).Select(rule => (rule.Index, Words: known.Words(rule))))
            .OrderBy(known => known.Index)
            .Select(known => known.Words)
            .Distinct()
            .ToList();
        return words.Count == 0 ? null : string.Join("; ", words.Take(3));
    }

    private static string[] Names(Match rule) =>
        [.. rule.Groups["names"].Value.Split(',').Select(name => name.Trim('"'))];

    [GeneratedRegex("""object has missing required properties \(\[(?<names>[^\]]*)\]\)""")]
    private static partial Regex Missing();

    [GeneratedRegex("object instance has properties which are not allowed by the schema")]
    private static partial Regex Unknown();

    [GeneratedRegex("""instance type \((?<found>\w+)\) does not match any allowed primitive type \(allowed: \[(?<names>[^\]]*)\]\)""")]
    private static partial Regex WrongType();

    [GeneratedRegex(@"numeric instance is lower than the required minimum \(minimum: (?<limit>[^,]+),")]
    private static partial Regex TooSmall();

    [GeneratedRegex(@"numeric instance is greater than the required maximum \(maximum: (?<limit>[^,]+),")]
    private static partial Regex TooLarge();

    [GeneratedRegex(@"is too short \(length: \d+, required minimum: (?<limit>\d+)\)")]
    private static partial Regex TooShort();

    [GeneratedRegex(@"is too long \(length: \d+, maximum allowed: (?<limit>\d+)\)")]
    private static partial Regex TooLong();
}
