namespace LocalGateway;

/// <summary>The form of the log. The default is for programs: one line after the other, as they happen.</summary>
public sealed record LogStyle
{
    /// <summary>Writes the lines of a request together, when it is answered: first its own line, then those of its function, indented.</summary>
    public bool IsGrouped { get; init; }

    /// <summary>Marks the status and the less important parts with colours of a terminal (ECMA-48).</summary>
    public bool HasColours { get; init; }

    internal string Status(int status) => Paint($"{status}", status switch
    {
        < 300 => 32,
        < 400 => 36,
        < 500 => 33,
        _ => 31,
    });

    internal string Dim(string text) => Paint(text, 2);

    internal string Bold(string text) => Paint(text, 1);

    private string Paint(string text, int code) => HasColours ? FormattableString.Invariant($"\e[{code}m{text}\e[0m") : text;
}
