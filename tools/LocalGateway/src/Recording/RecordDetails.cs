namespace LocalGateway.Recording;

/// <summary>All of one record, as texts. Secrets are masked.</summary>
public sealed record RecordDetails
{
    public required RequestRecord Record { get; init; }

    /// <summary>The steps that ran, in the order of the pipeline.</summary>
    public required IReadOnlyList<RecordedStep> Steps { get; init; }

    /// <summary>The names of the steps that did not run, because a step before them refused the request.</summary>
    public required IReadOnlyList<string> NotReached { get; init; }

    public required RecordedMessage Request { get; init; }

    public required RecordedMessage Reply { get; init; }

    public required IReadOnlyList<RecordedTemplate> Templates { get; init; }

    /// <summary>The line that set the status of an error; null if no template did.</summary>
    public required TemplateLine? StatusSetBy { get; init; }

    /// <summary>The calls of DynamoDB and of HTTP backends by the gateway itself.</summary>
    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    /// <summary>The calls of functions, the Lambda authorizer's too.</summary>
    public required IReadOnlyList<RecordedFunction> Functions { get; init; }

    /// <summary>Earlier requests that explain an error.</summary>
    public required IReadOnlyList<RelatedRequest> Related { get; init; }

    /// <summary>What may differ in API Gateway.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>An earlier request.</summary>
/// <param name="Number">Of its record.</param>
/// <param name="Words">What it has to do with this one: the end of a sentence that begins with the request.</param>
public sealed record RelatedRequest(long Number, string Words);

/// <summary>One step.</summary>
/// <param name="Name">As in the log.</param>
/// <param name="Start">Since the beginning of the request.</param>
/// <param name="Duration">How long the step took.</param>
/// <param name="Decision">A sentence without its full stop; empty if the step had nothing to decide.</param>
/// <param name="IsRefusal">Whether the step refused the request or failed.</param>
/// <param name="Answers">Whether the step made the reply.</param>
public sealed record RecordedStep(string Name, TimeSpan Start, TimeSpan Duration, string Decision, bool IsRefusal, bool Answers);

public sealed record RecordedHeader(string Name, string Value);

/// <summary>A body as text.</summary>
/// <param name="Text">The text, or its beginning; base64 if the bytes are not UTF-8.</param>
/// <param name="Length">Bytes of the whole body.</param>
/// <param name="Note">What is not as it was sent: cut, decompressed, base64; null if the text is the body.</param>
public sealed record RecordedBody(string Text, int Length, string? Note);

/// <summary>A request or a reply.</summary>
public sealed record RecordedMessage(IReadOnlyList<RecordedHeader> Headers, RecordedBody Body);

/// <summary>A rendering of a mapping template.</summary>
/// <param name="Name">The route, <c>request</c> or <c>response</c> with its status, and the media type.</param>
/// <param name="IsRequest">Whether it made the integration request.</param>
/// <param name="Status">The status of its integration response; null for a request template.</param>
/// <param name="Source">The template.</param>
/// <param name="Output">What it rendered.</param>
/// <param name="Error">With line and column; null if it succeeded.</param>
/// <param name="CanRender">Whether its input is kept, so that it can be rendered again.</param>
public sealed record RecordedTemplate(
    string Name, bool IsRequest, int? Status, string Source, RecordedBody Output, RenderedError? Error, bool CanRender);

/// <summary>A line of a template that sets the status.</summary>
/// <param name="Template">The place of the template in the record.</param>
/// <param name="Line">From 1.</param>
/// <param name="Because">The branches that led to it.</param>
public sealed record TemplateLine(int Template, int Line, IReadOnlyList<TemplateBranch> Because);

/// <summary>Why a template could not be rendered.</summary>
/// <param name="Message">Without the position.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record RenderedError(string Message, int Line, int Column);

/// <summary>A call of a server by the gateway.</summary>
/// <param name="Name"><c>DynamoDB GetItem</c>, or method and address.</param>
/// <param name="Request">What the gateway sent.</param>
/// <param name="Status">Null if the server sent no reply.</param>
/// <param name="Reply">What the server answered.</param>
/// <param name="Problem">Why there is no reply, or why the gateway did not send the request; else null.</param>
/// <param name="Latency">How long the server took.</param>
/// <param name="Capacity">DynamoDB's read or write units; null if they are not known.</param>
public sealed record RecordedCall(
    string Name, RecordedMessage Request, int? Status, RecordedMessage Reply, string? Problem, TimeSpan Latency, double? Capacity);

/// <summary>A call of a function.</summary>
/// <param name="LogicalId">The function.</param>
/// <param name="RequestId">Lambda's id of the call; null if Lambda did not accept it.</param>
/// <param name="Outcome">How the call ended.</param>
/// <param name="Event">What the function got.</param>
/// <param name="Output">What it returned.</param>
/// <param name="Log">Its lines, the runtime's too.</param>
/// <param name="Calls">The calls of DynamoDB that it made; null if they are not known, because it runs as a process of its own.</param>
public sealed record RecordedFunction(
    string LogicalId,
    string? RequestId,
    string Outcome,
    RecordedBody Event,
    RecordedBody Output,
    IReadOnlyList<string> Log,
    IReadOnlyList<RecordedFunctionCall>? Calls);

/// <summary>A call of DynamoDB by a function.</summary>
/// <param name="Operation"><c>GetItem</c>, …</param>
/// <param name="Tables">The names of the tables in the beginning of the request.</param>
/// <param name="Status">Null if there is no reply.</param>
/// <param name="Latency">The time until the reply began.</param>
/// <param name="Request">The beginning of the request's body.</param>
/// <param name="Reply">The beginning of the reply's body, as far as the function has read it.</param>
public sealed record RecordedFunctionCall(
    string Operation, IReadOnlyList<string> Tables, int? Status, TimeSpan Latency, RecordedBody Request, RecordedBody Reply);
