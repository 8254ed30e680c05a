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

    // The output of the template itself. Interpolated strings and #define blocks have their own.
    private StringBuilder? _main;

    /// <summary>In the order of the assignments.</summary>
    public IReadOnlyList<TracedValue> Values => _values;

    /// <summary>In the order of the output.</summary>
    public IReadOnlyList<TracedOutput> Output => _output;

    /// <summary>What was written before an error.</summary>
    public string Written => _main?.ToString() ?? "";

    public void Set(SourcePosition position, string name, object? value)
    {
        if (_values.Count == MaxEntries)
            return;
        var text = JavaText.Of(value);
        _values.Add(new(position, name, text.Length <= MaxValue ? text : $"{text.AsSpan(0, MaxValue)}…"));
    }

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
internal readonly record struct TracedValue(SourcePosition Position, string Name, string Value);

/// <summary>A part of the output.</summary>
/// <param name="Start">Where it begins in the output.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Position">Where its text or its reference is in the source.</param>
/// <param name="IsValue">Whether it is the value of a reference.</param>
internal readonly record struct TracedOutput(int Start, int Length, SourcePosition Position, bool IsValue);
