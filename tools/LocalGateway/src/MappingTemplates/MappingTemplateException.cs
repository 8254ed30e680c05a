namespace LocalGateway.MappingTemplates;

/// <summary>The kind of an error in a mapping template. The gateway chooses its answer by it.</summary>
internal enum MappingTemplateErrorKind
{
    /// <summary>The template is not VTL; found at parsing.</summary>
    Syntax,

    /// <summary>A method failed while rendering: an index past the end, a bad regular expression, a bad JSONPath.</summary>
    Evaluation,

    /// <summary>The body that <c>$input</c> reads, or the text given to <c>$util.parseJson</c>, is not JSON.</summary>
    InvalidJson,

    /// <summary>A limit of <see cref="MappingTemplateLimits"/> was exceeded.</summary>
    LimitExceeded,
}

/// <summary>A mapping template cannot be parsed or rendered. The exception has the position of the error in the template.</summary>
internal sealed class MappingTemplateException(
    MappingTemplateErrorKind kind, string templateName, int line, int column, string problem, Exception? inner = null)
    : Exception($"{templateName}({line},{column}): {problem}", inner)
{
    public MappingTemplateErrorKind Kind => kind;

    /// <summary>Counted from 1.</summary>
    public int Line => line;

    /// <summary>Counted from 1, in UTF-16 code units.</summary>
    public int Column => column;

    /// <summary>What happened and where, as one sentence.</summary>
    public string Words => $"the mapping template {templateName} fails at line {line}, column {column}: {problem}";

    /// <summary>The message without name and position.</summary>
    public string Problem => problem;
}
