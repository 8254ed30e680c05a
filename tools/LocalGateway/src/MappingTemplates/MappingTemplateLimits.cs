namespace LocalGateway.MappingTemplates;

/// <summary>
/// The limits of one template. The first two are API Gateway's quotas. The others stop a template that would block this process or fill
/// its memory. They are far above the needs of a real mapping.
/// </summary>
internal static class MappingTemplateLimits
{
    /// <summary>Size of a template in UTF-8 bytes.</summary>
    public const int TemplateBytes = 300 * 1024;

    /// <summary>Iterations of one <c>#foreach</c>.</summary>
    public const int ForeachIterations = 1000;

    /// <summary>Characters of the output; corresponds to API Gateway's payload of 10 MB.</summary>
    public const int OutputCharacters = 10 * 1024 * 1024;

    /// <summary>
    /// Units of work in one rendering: one per character written, 32 per node evaluated or element visited. The limit bounds both time and
    /// memory.
    /// </summary>
    public const long Work = 64_000_000;

    /// <summary>Nested constructs in a template, blocks that render each other, and levels of a rendered value.</summary>
    public const int Nesting = 200;

    /// <summary>Bits of an integer of more than 64 bits.</summary>
    public const int IntegerBits = 4096;

    /// <summary>
    /// How long a regular expression may run that cannot run in linear time. A normal match takes microseconds, so only a match that would
    /// take exponential time reaches the limit, even on a busy machine.
    /// </summary>
    public static readonly TimeSpan BacktrackingTimeout = TimeSpan.FromSeconds(3);
}
