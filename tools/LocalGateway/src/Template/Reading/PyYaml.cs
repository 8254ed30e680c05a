using System.Text;

namespace LocalGateway.Template.Reading;

/// <summary>
/// Rewrites YAML that only PyYAML accepts. SAM CLI and AWS CLI read templates with PyYAML, which is more tolerant than the parser here:
/// the blank lines before a block scalar's text may have any length, and the lines of a quoted scalar may have any indentation. The
/// rewritten text has the same lines.
/// </summary>
internal sealed class PyYaml
{
    private readonly StringBuilder _output = new();

    /// <summary>The quote of the scalar that the last line left open, or null.</summary>
    private char? _quote;
    private int _quoteIndent;
    private int _flowDepth;
    private bool _isEscaped;

    private PyYaml()
    {
    }

    public static string Adapt(string text)
    {
        var adapter = new PyYaml();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (adapter._quote is not null && line.Trim().Length > 0 && Indent(line) <= adapter._quoteIndent)
                line = new string(' ', adapter._quoteIndent + 1) + line.TrimStart();
            adapter._output.Append(line).Append('\n');
            if (adapter.OpensBlock(line))
                index = adapter.CopyBlock(lines, index + 1) - 1;
        }

        adapter._output.Length--;
        return adapter._output.ToString();
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    /// <summary>Copies the lines of a block scalar. Returns the index of the first line after it.</summary>
    private int CopyBlock(string[] lines, int index)
    {
        var parent = Indent(lines[index - 1]);
        var first = index;
        while (first < lines.Length && lines[first].Trim().Length == 0)
            first++;
        var indent = first < lines.Length ? Indent(lines[first]) : 0;
        if (indent <= parent)
            return index;
        for (; index < first; index++)
            _output.Append('\n');
        for (; index < lines.Length && (lines[index].Trim().Length == 0 || Indent(lines[index]) >= indent); index++)
            _output.Append(lines[index]).Append('\n');
        return index;
    }

    /// <summary>Scans a line for quotes and brackets. Returns whether the line ends with the header of a block scalar.</summary>
    private bool OpensBlock(string line)
    {
        // A quote, a bracket or a block scalar begins only where a value can begin.
        var canBegin = _quote is null;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (_quote is { } quote)
            {
                if (quote == '"' && _isEscaped)
                    _isEscaped = false;
                else if (quote == '"' && c == '\\')
                    _isEscaped = true;
                else if (c == quote && quote == '\'' && i + 1 < line.Length && line[i + 1] == '\'')
                    i++;
                else if (c == quote)
                    _quote = null;
                continue;
            }

            if (c == ' ')
                continue;
            if (c == '#' && (i == 0 || line[i - 1] == ' '))
                return false;
            if (canBegin && c is '|' or '>' && _flowDepth == 0 && IsBlockHeader(line.AsSpan(i)))
                return true;
            (canBegin, i) = Next(line, i, canBegin);
        }

        // A backslash at the end of a line escapes the line's end.
        _isEscaped = false;
        return false;
    }

    private (bool CanBegin, int Index) Next(string line, int i, bool canBegin)
    {
        var c = line[i];
        var endsToken = i + 1 == line.Length || line[i + 1] == ' ';
        switch (c)
        {
            case '"' or '\'' when canBegin:
                (_quote, _quoteIndent) = (c, Indent(line));
                return (false, i);
            case '[' or '{' when canBegin || _flowDepth > 0:
                _flowDepth++;
                return (true, i);
            case ']' or '}' when _flowDepth > 0:
                _flowDepth--;
                return (false, i);
            case ',' when _flowDepth > 0:
                return (true, i);
            case ':' when endsToken || _flowDepth > 0:
                return (true, i);
            case '-' or '?' when canBegin && endsToken:
                return (true, i);
            case '!' or '&' when canBegin:
                // A tag or an anchor stands before the value.
                while (i + 1 < line.Length && line[i + 1] != ' ')
                    i++;
                return (true, i);
            default:
                return (false, i);
        }
    }

    private static bool IsBlockHeader(ReadOnlySpan<char> text)
    {
        var comment = text.IndexOf(" #");
        var header = (comment < 0 ? text : text[..comment]).Trim()[1..];
        foreach (var c in header)
        {
            if (c is not ('+' or '-' or (>= '0' and <= '9')))
                return false;
        }

        return header.Length <= 2;
    }
}
