using LocalGateway.Functions.Traffic;
using LocalGateway.Requests;

namespace LocalGateway.Functions;

/// <summary>Calls of functions as parts of a request's recording.</summary>
internal static class RecordedInvocation
{
    /// <summary>Runs the handler once. If the request is recorded, its trace gets the call.</summary>
    public static async Task<InvocationResult> InvokeRecordedAsync(
        this Function function, ReadOnlyMemory<byte> payload, Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Trace is not { } trace)
            return await function.InvokeAsync(payload, exchange.TraceId, cancellationToken);
        var traffic = function.HasProcess ? null : DynamoDbTraffic.Begin(exchange.TimeProvider);
        var result = await function.InvokeAsync(payload, exchange.TraceId, cancellationToken);
        trace.Add(new FunctionCall(function.LogicalId, payload, result, traffic?.End()));
        return result;
    }
}
