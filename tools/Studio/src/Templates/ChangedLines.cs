namespace Studio.Templates;

/// <summary>The lines that a change of a template replaces, one for one. The same line of another template can be replaced too.</summary>
internal sealed class ChangedLines
{
    // A shorter line, such as #end, is in templates that have nothing to do with the change.
    private const int MinLength = 8;

    private readonly Dictionary<string, string> _lines = new(StringComparer.Ordinal);

    private ChangedLines()
    {
    }

    /// <summary>The old lines without their indentation.</summary>
    public IReadOnlyCollection<string> Old => _lines.Keys;

    /// <summary>No lines if the change adds or removes some.</summary>
    public static ChangedLines Between(string before, string after)
    {
        var changed = new ChangedLines();
        var (left, right) = (Split(before), Split(after));
        if (left.Length != right.Length)
            return changed;
        foreach (var (old, now) in left.Zip(right).Where(pair => pair.First != pair.Second && pair.First.Trim().Length >= MinLength))
            changed._lines[old.Trim()] = now.Trim();
        return changed;
    }

    /// <summary>The old lines that a template has.</summary>
    public IReadOnlyList<string> In(string template) => [.. Split(template).Select(line => line.Trim()).Where(_lines.ContainsKey).Distinct()];

    /// <summary>A template with the new lines in place of the old ones.</summary>
    public string Apply(string template) => string.Join('\n', Split(template).Select(line =>
        _lines.TryGetValue(line.Trim(), out var now) ? line[..(line.Length - line.TrimStart().Length)] + now : line));

    private static string[] Split(string template) => template.ReplaceLineEndings("\n").Split('\n');
}
