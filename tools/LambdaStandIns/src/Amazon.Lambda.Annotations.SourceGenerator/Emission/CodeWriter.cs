using System.Text;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>Writes lines of code at the depth of the block they are in.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _code = new();
    private int _depth;

    /// <summary>Writes each line of the text; empty ones without indentation.</summary>
    public CodeWriter Lines(string text)
    {
        foreach (var line in text.Split('\n'))
            _code.Append(line.Length == 0 ? "" : new string(' ', _depth * 4)).Append(line).Append('\n');
        return this;
    }

    public CodeWriter Line() => Lines("");

    /// <summary>Writes a head, and what the action writes in braces under it.</summary>
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
