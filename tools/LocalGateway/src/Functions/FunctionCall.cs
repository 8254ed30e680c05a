using LocalGateway.Requests;

namespace LocalGateway.Functions;

/// <summary>A call of a function, for the recording.</summary>
/// <param name="LogicalId">The function.</param>
/// <param name="Event">What it got.</param>
/// <param name="RequestId">The id in its log lines; null if Lambda did not accept the call.</param>
/// <param name="Output">What it returned; empty if it failed.</param>
/// <param name="Outcome">How the call ended, in words.</param>
internal sealed record FunctionCall(string LogicalId, TracedBytes Event, string? RequestId, TracedBytes Output, string Outcome)
    : ITracedCall
{
    public FunctionCall(string logicalId, ReadOnlyMemory<byte> payload, InvocationResult result)
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
            })
    {
    }

    public int Size => Event.Kept.Length + Output.Kept.Length;

    public ITracedCall Cut(int length) => this with { Event = Event.Cut(length), Output = Output.Cut(length) };
}
