namespace LocalGateway.MappingTemplates;

/// <summary>The input of one rendering. Only <see cref="Overrides"/> changes.</summary>
internal sealed record MappingContext
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>();
    private static readonly IReadOnlyDictionary<string, string> NoStageVariables = new Dictionary<string, string>();

    /// <summary><c>$input.body</c>: the payload as text; empty when there is none.</summary>
    public string Body { get; init; } = "";

    /// <summary><c>$input.params()</c>: the client's request parameters, in request and response templates alike.</summary>
    public MappingParameters Parameters { get; init; } = MappingParameters.None;

    /// <summary>
    /// <c>$context</c> without the overrides. Values are strings, booleans, numbers (<see cref="int"/>, <see cref="long"/>,
    /// <see cref="double"/>), null, or dictionaries of the same type.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Context { get; init; } = NoVariables;

    /// <summary>Takes a warning: the template's name, line and column, and the text. Each place in a template warns once.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary><c>$stageVariables</c>.</summary>
    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = NoStageVariables;

    /// <summary>
    /// <c>$context.requestOverride</c> and <c>$context.responseOverride</c>: templates assign them, and the caller reads them afterwards.
    /// Pass the same instance to the request and the response template of a call.
    /// </summary>
    public MappingOverrides Overrides { get; init; } = new();
}

/// <summary>One value per name. The dictionaries decide whether names are case-sensitive.</summary>
internal sealed record MappingParameters(
    IReadOnlyDictionary<string, string> Path,
    IReadOnlyDictionary<string, string> QueryString,
    IReadOnlyDictionary<string, string> Header)
{
    private static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();

    public static MappingParameters None { get; } = new(Empty, Empty, Empty);
}
