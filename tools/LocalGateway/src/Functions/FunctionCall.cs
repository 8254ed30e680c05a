using LocalGateway.Functions.Traffic;
using LocalGateway.Requests;

namespace LocalGateway.Functions;

/// <summary>A call of a function, for the recording.</summary>
/// <param name="LogicalId">The function.</param>
/// <param name="Event">What it got.</param>
/// <param name="RequestId">The id in its log lines; null if Lambda did not accept the call.</param>
/// <param name="Output">What it returned; empty if it failed.</param>
/// <param name="Outcome">How the call ended, in words.</param>
/// <param name="DynamoDbCalls">Null if they are not known.</param>
internal sealed record FunctionCall(
    string LogicalId, TracedBytes Event, string? RequestId, TracedBytes Output, string Outcome, IReadOnlyList<DynamoDbCall>? DynamoDbCalls)
    : ITracedCall
{
    public FunctionCall(string logicalId, ReadOnlyMemory<byte> payload, InvocationResult result, IReadOnlyList<DynamoDbCall>? calls)
        : this(
            logicalId,
            payload,
            result.RequestId,
            result is InvocationResult.Completed completed ? completed.Output : ReadOnlyMemory<byte>.Empty,
            result switch
            {
                InvocationResult.Completed => "returned",
                InvocationResult.Failed failed => $"failed with {failed.ErrorType}",
                InvocationResult.TimedOut => "timed out",
                _ => "was not called",
            },
            calls)
    {
    }

    public int Size => Event.Kept.Length + Output.Kept.Length + (DynamoDbCalls?.Sum(call => call.Size) ?? 0);

    // The calls of DynamoDB keep only beginnings anyway.
    public ITracedCall Cut(int length) => this with { Event = Event.Cut(length), Output = Output.Cut(length) };
}
