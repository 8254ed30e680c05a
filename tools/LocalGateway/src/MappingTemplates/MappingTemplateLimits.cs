namespace LocalGateway.MappingTemplates;

/// <summary>
/// What one template may use. The first two are API Gateway's quotas; the others keep a template from hanging or filling
/// this process, and are far above what a real mapping needs.
/// </summary>
internal static class MappingTemplateLimits
{
    /// <summary>Size of a template in UTF-8 bytes.</summary>
    public const int TemplateBytes = 300 * 1024;

    /// <summary>Iterations of one <c>#foreach</c>.</summary>
    public const int ForeachIterations = 1000;

    /// <summary>Characters of the output, as API Gateway's payload of 10 MB.</summary>
    public const int OutputCharacters = 10 * 1024 * 1024;

    /// <summary>
    /// Units of work in one rendering: one for a character made, 32 for a node evaluated or an element visited. It bounds both
    /// time and memory.
    /// </summary>
    public const long Work = 64_000_000;

    /// <summary>Constructs inside one another in a template, blocks that render one another, and levels of a rendered value.</summary>
    public const int Nesting = 200;

    /// <summary>Bits of an integer that outgrew 64 of them.</summary>
    public const int IntegerBits = 4096;

    /// <summary>How long one regular expression may run.</summary>
    public static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(250);
}
