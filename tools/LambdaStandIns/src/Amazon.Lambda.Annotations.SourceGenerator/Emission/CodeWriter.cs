using System.Text;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>Writes lines of code with the indentation of their block.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _code = new();
    private int _depth;

    /// <summary>Writes each line of the text. Empty lines get no indentation.</summary>
    public CodeWriter Lines(string text)
    {
        foreach (var line in text.Split('\n'))
            _code.Append(line.Length == 0 ? "" : new string(' ', _depth * 4)).Append(line).Append('\n');
        return this;
    }

    public CodeWriter Line() => Lines("");

    /// <summary>Writes a header line, and below it the output of the action in braces.</summary>
    public CodeWriter Block(string head, Action content)
    {
        Lines(head).Lines("{");
        _depth++;
        content();
        _depth--;
        return Lines("}");
    }

    public override string ToString() => _code.ToString();
}
