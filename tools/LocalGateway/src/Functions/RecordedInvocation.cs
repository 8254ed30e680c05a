using LocalGateway.Functions.Traffic;
using LocalGateway.Requests;

namespace LocalGateway.Functions;

/// <summary>Calls of functions as parts of a request's recording.</summary>
internal static class RecordedInvocation
{
    /// <summary>Runs the handler once. If the request is recorded, its trace gets the call.</summary>
    public static Task<InvocationResult> InvokeRecordedAsync(
        this Function function, ReadOnlyMemory<byte> payload, Exchange exchange, CancellationToken cancellationToken) =>
        exchange.Trace is { } trace
            ? InvokeAsync(function, payload, exchange, trace, cancellationToken)
            : function.InvokeAsync(payload, exchange.TraceId, cancellationToken);

    private static async Task<InvocationResult> InvokeAsync(
        Function function, ReadOnlyMemory<byte> payload, Exchange exchange, RequestTrace trace, CancellationToken cancellationToken)
    {
        var traffic = function.HasProcess ? null : DynamoDbTraffic.Begin(exchange.TimeProvider);
        var result = await function.InvokeAsync(payload, exchange.TraceId, cancellationToken);
        trace.Add(new FunctionCall(function.LogicalId, payload, result, traffic?.End()));
        return result;
    }
}
