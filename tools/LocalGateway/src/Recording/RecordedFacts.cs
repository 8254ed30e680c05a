using LocalGateway.Errors;
using LocalGateway.Integrations;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Variables;

namespace LocalGateway.Recording;

/// <summary>What a record is made of: references to what the pipeline made anyway.</summary>
internal sealed record RecordedFacts
{
    public required string RequestId { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required TimeProvider Clock { get; init; }

    public required RequestTrace Trace { get; init; }

    /// <summary>The names of all steps of the pipeline.</summary>
    public required IReadOnlyList<string> StepNames { get; init; }

    public required GatewayRequest Request { get; init; }

    public required TracedBytes RequestBody { get; init; }

    /// <summary>Null if no route matched.</summary>
    public required Route? Route { get; init; }

    public required CallerContext? Caller { get; init; }

    public required string AnsweredBy { get; init; }

    public required GatewayError? Error { get; init; }

    public required Reply Reply { get; init; }

    public required TracedBytes ReplyBody { get; init; }

    /// <summary>What may differ in API Gateway.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<ITracedCall> Calls { get; init; }

    /// <summary>Null if the integration was not called.</summary>
    public required IntegrationResult? Integration { get; init; }

    public required SecretNames Secrets { get; init; }

    /// <summary>Who has answered, and why.</summary>
    public AnswerWords Words => new(AnsweredBy, Error, Route?.Method.Integration, Integration, Request, Reply, Secrets);

    /// <summary>Bytes.</summary>
    public int PayloadSize => RequestBody.Kept.Length + ReplyBody.Kept.Length + Calls.Sum(call => call.Size);

    /// <summary>Keeps only the beginning of each payload, and nothing that refers to the rest.</summary>
    public RecordedFacts Cut(int length) => this with
    {
        Request = Request with { Body = default },
        RequestBody = RequestBody.Cut(length),
        Reply = new() { StatusCode = Reply.StatusCode, Headers = Reply.Headers },
        ReplyBody = ReplyBody.Cut(length),
        Calls = [.. Calls.Select(call => call.Cut(length))],
    };
}
