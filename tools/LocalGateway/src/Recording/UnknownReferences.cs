using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates;

namespace LocalGateway.Recording;

/// <summary>
/// The references of a template to members that its input does not have. Such a reference is an empty text, so the output does not show it.
/// </summary>
internal static partial class UnknownReferences
{
    private const int MaxMembers = 20;

    public static IEnumerable<UnknownReference> In(string source, MappingContext input)
    {
        var stage = input.StageVariables.ToDictionary(variable => variable.Key, variable => (object?)variable.Value);
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (Match reference in Reference().Matches(Comment().Replace(lines[line], "")))
            {
                var root = reference.Groups["root"].Value;
                if (Check(line + 1, root, root == "context" ? input.Context : stage, reference) is { } unknown)
                    yield return unknown;
            }
        }
    }

    private static UnknownReference? Check(int line, string root, IReadOnlyDictionary<string, object?> members, Match reference)
    {
        var owner = $"${root}";
        // Templates write the overrides and read them again.
        if (reference.Groups["member"].Captures[0].Value.Trim('.', '[', ']', '"', '\'') is "requestOverride" or "responseOverride")
            return null;
        foreach (Capture member in reference.Groups["member"].Captures)
        {
            var name = member.Value.StartsWith('.') ? member.Value[1..] : member.Value[2..^2];
            if (!members.TryGetValue(name, out var value))
                return new(line, owner + member.Value, owner, [.. members.Keys.Order(StringComparer.Ordinal).Take(MaxMembers)]);
            owner += member.Value;
            if (value is not IReadOnlyDictionary<string, object?> inner)
                return null;
            members = inner;
        }

        return null;
    }

    // A name before a parenthesis is a method.
    [GeneratedRegex("""\$!?\{?(?<root>context|stageVariables)(?<member>\.[A-Za-z][\w-]*(?![\w(-])|\["[^"\]]*"\]|\['[^'\]]*'\])+""")]
    private static partial Regex Reference();

    [GeneratedRegex("##.*")]
    private static partial Regex Comment();
}
