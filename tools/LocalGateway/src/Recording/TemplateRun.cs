namespace LocalGateway.Recording;

/// <summary>A template of a record, rendered again with the recorded input. Secrets are masked.</summary>
public sealed record TemplateRun
{
    /// <summary>The output in its parts, or what was written before the error.</summary>
    public required IReadOnlyList<OutputPart> Output { get; init; }

    /// <summary>Null if the template was rendered.</summary>
    public required RenderedError? Error { get; init; }

    /// <summary>In the order of the assignments.</summary>
    public required IReadOnlyList<AssignedValue> Values { get; init; }

    /// <summary>The branches of <c>#if</c> that were looked at, in their order.</summary>
    public required IReadOnlyList<TemplateBranch> Branches { get; init; }

    /// <summary>References to members of <c>$context</c> and <c>$stageVariables</c> that this request does not have.</summary>
    public required IReadOnlyList<UnknownReference> Unknown { get; init; }

    /// <summary>What may differ in API Gateway.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The status that the template sets for the client; null if it sets none.</summary>
    public required int? Status { get; init; }

    /// <summary>The line that sets the status, and why it was reached; null if this template sets none.</summary>
    public required StatusLine? StatusSetBy { get; init; }

    /// <summary>The headers that the template sets for the client.</summary>
    public required IReadOnlyList<RecordedHeader> ReplyHeaders { get; init; }

    /// <summary>What the template sets in the integration request: headers, query parameters and path parameters.</summary>
    public required IReadOnlyList<RecordedHeader> RequestParameters { get; init; }
}

/// <summary>A part of the output of a template.</summary>
/// <param name="Text">The text.</param>
/// <param name="Line">The line of the template that made it, from 1; 0 if it is not known.</param>
/// <param name="IsValue">Whether it is the value of a reference.</param>
public sealed record OutputPart(string Text, int Line, bool IsValue);

/// <summary>A <c>#set</c> or <c>#foreach</c> gave a variable a value.</summary>
/// <param name="Line">The line of the directive, from 1.</param>
/// <param name="Name"><c>$limit</c>, <c>$context.responseOverride.status</c>.</param>
/// <param name="Value">As it would be rendered.</param>
public sealed record AssignedValue(int Line, string Name, string Value);

/// <summary>A branch of an <c>#if</c>.</summary>
/// <param name="Line">The <c>#if</c>, <c>#elseif</c> or <c>#else</c>, from 1.</param>
/// <param name="IsTaken">Whether its condition was true.</param>
/// <param name="Values">The values of the references in its condition.</param>
public sealed record TemplateBranch(int Line, bool IsTaken, IReadOnlyList<AssignedValue> Values);

/// <summary>A line that sets the status.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Because">The branches that led to it and to the values in it, by their lines.</param>
public sealed record StatusLine(int Line, IReadOnlyList<TemplateBranch> Because);

/// <summary>A reference to a member that does not exist.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Name">The reference up to the unknown member: <c>$context.authorizer.claims.mail</c>.</param>
/// <param name="Owner">What lacks the member: <c>$context.authorizer.claims</c>.</param>
/// <param name="Members">The names that it has, the first of them.</param>
public sealed record UnknownReference(int Line, string Name, string Owner, IReadOnlyList<string> Members);
