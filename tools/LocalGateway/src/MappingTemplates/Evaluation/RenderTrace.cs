using System.Text;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Syntax;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Evaluation;

/// <summary>
/// How a rendering made its output: the values of the variables, and the part of the source behind each part of the output.
/// </summary>
internal sealed class RenderTrace
{
    /// <summary>Of assignments, and of parts of the output. Later ones are not noted.</summary>
    public const int MaxEntries = 5_000;

    /// <summary>Characters of a value. The rest is left out.</summary>
    public const int MaxValue = 1_000;

    private readonly List<TracedValue> _values = [];
    private readonly List<TracedOutput> _output = [];
    private readonly List<TracedBranch> _branches = [];
    private readonly Stack<int> _taken = [];

    // The output of the template itself. Interpolated strings and #define blocks have their own.
    private StringBuilder? _main;

    /// <summary>In the order of the assignments.</summary>
    public IReadOnlyList<TracedValue> Values => _values;

    /// <summary>The branches of <c>#if</c> that were looked at, in their order.</summary>
    public IReadOnlyList<TracedBranch> Branches => _branches;

    /// <summary>In the order of the output.</summary>
    public IReadOnlyList<TracedOutput> Output => _output;

    /// <summary>What was written before an error.</summary>
    public string Written => _main?.ToString() ?? "";

    /// <param name="position">The directive.</param>
    /// <param name="name">What got the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="source">What the value is made of; null if it is an item of a list.</param>
    public void Set(SourcePosition position, string name, object? value, Expression? source = null)
    {
        if (_values.Count < MaxEntries)
            _values.Add(new(position, name, Text(value), Current, [.. source?.References.Select(reference => reference.Root) ?? []]));
    }

    /// <summary>Evaluates the condition of a branch.</summary>
    /// <returns>Whether the branch is taken. Then <see cref="Leave"/> must be called after it.</returns>
    public bool Decide(IfBranch branch, RenderScope scope)
    {
        var reads = _branches.Count == MaxEntries ? [] : branch.Condition.References
            .Select(reference => reference.Read(scope))
            .OfType<(string Name, object Value)>()
            .Distinct()
            .Select(read => new TracedValue(branch.Position, read.Name, Text(read.Value), Current, []))
            .ToList();
        var isTaken = branch.Condition.IsTrue(scope);
        Note(branch.Position, isTaken, reads, [.. branch.Condition.References.Select(reference => reference.Root)]);
        return isTaken;
    }

    /// <summary>Takes an <c>#else</c>.</summary>
    public void Take(SourcePosition position) => Note(position, isTaken: true, [], []);

    /// <summary>Ends the branch that was taken last.</summary>
    public void Leave() => _taken.Pop();

    /// <summary>Before anything is written. A template may make an interpolated string first.</summary>
    public void Begin(StringBuilder output) => _main = output;

    /// <summary>Before a text is written.</summary>
    public void Write(StringBuilder output, string text, IReadOnlyList<TextPart> parts)
    {
        if (output != _main)
            return;
        for (var index = 0; index < parts.Count && _output.Count < MaxEntries; index++)
        {
            var end = index + 1 < parts.Count ? parts[index + 1].Start : text.Length;
            AddLines(parts[index].Position, text[parts[index].Start..end], output.Length + parts[index].Start);
        }
    }

    /// <summary>After a value is written.</summary>
    public void Write(StringBuilder output, int start, SourcePosition position)
    {
        if (output == _main && output.Length > start && _output.Count < MaxEntries)
            _output.Add(new(start, output.Length - start, position, IsValue: true));
    }

    private int Current => _taken.TryPeek(out var branch) ? branch : -1;

    private void Note(SourcePosition position, bool isTaken, IReadOnlyList<TracedValue> reads, IReadOnlyList<string> roots)
    {
        if (_branches.Count < MaxEntries)
            _branches.Add(new(position, isTaken, reads, Current, roots));
        if (isTaken)
            _taken.Push(_branches.Count - 1);
    }

    private static string Text(object? value)
    {
        var text = JavaText.Of(value);
        return text.Length <= MaxValue ? text : $"{text.AsSpan(0, MaxValue)}…";
    }

    // Each line of a text comes from its own line of the source.
    private void AddLines(SourcePosition position, string text, int start)
    {
        for (var begin = 0; begin < text.Length && _output.Count < MaxEntries;)
        {
            var newline = text.IndexOf('\n', begin);
            var end = newline < 0 ? text.Length : newline + 1;
            _output.Add(new(start + begin, end - begin, position, IsValue: false));
            position = new(position.Line + 1, 1);
            begin = end;
        }
    }
}

/// <summary>A variable or a member got a value.</summary>
/// <param name="Position">The <c>#set</c> or <c>#foreach</c>.</param>
/// <param name="Name"><c>$limit</c>, <c>$context.responseOverride.status</c>.</param>
/// <param name="Value">As it would be rendered.</param>
/// <param name="Branch">The innermost branch around it: its place in the trace; -1 if there is none.</param>
/// <param name="Roots">The variables that the value is made of.</param>
internal readonly record struct TracedValue(SourcePosition Position, string Name, string Value, int Branch, IReadOnlyList<string> Roots);

/// <summary>A branch of an <c>#if</c>.</summary>
/// <param name="Position">The <c>#if</c>, <c>#elseif</c> or <c>#else</c>.</param>
/// <param name="IsTaken">Whether its condition was true.</param>
/// <param name="Reads">The values in its condition.</param>
/// <param name="Outer">The innermost branch around it: its place in the trace; -1 if there is none.</param>
/// <param name="Roots">The variables in its condition.</param>
internal sealed record TracedBranch(
    SourcePosition Position, bool IsTaken, IReadOnlyList<TracedValue> Reads, int Outer, IReadOnlyList<string> Roots);

/// <summary>A part of the output.</summary>
/// <param name="Start">Where it begins in the output.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Position">Where its text or its reference is in the source.</param>
/// <param name="IsValue">Whether it is the value of a reference.</param>
internal readonly record struct TracedOutput(int Start, int Length, SourcePosition Position, bool IsValue);
