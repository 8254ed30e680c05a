using System.Globalization;
using System.Runtime.InteropServices;
using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>One instance of a handler's class in this process, which serves one request at a time.</summary>
internal sealed class FunctionEnvironment(BoundHandler handler, string logStream) : IFunctionEnvironment
{
    public string LogStream => logStream;

    public ILambdaSerializer? Serializer => handler.Serializer;

    public bool IsUsable => true;

    public string Memory =>
        string.Create(CultureInfo.InvariantCulture, $"Process Heap: {GC.GetTotalMemory(forceFullCollection: false) >> 20} MB");

    public Task InvokeAsync(ReadOnlyMemory<byte> payload, LambdaContext context, FunctionLogger logger, Stream output)
    {
        var input = MemoryMarshal.TryGetArray(payload, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(payload.ToArray(), writable: false);
        return handler.Invoke(input, context, output);
    }

    public void End()
    {
    }
}

/// <summary>How an invocation ended.</summary>
internal abstract record InvocationResult
{
    /// <summary>Lambda's id of the invocation; null if Lambda did not accept the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The handler returned; its output may be empty.</summary>
    public sealed record Completed(ReadOnlyMemory<byte> Output) : InvocationResult;

    /// <summary>The handler or the constructor of its class threw an exception.</summary>
    public sealed record Failed(string ErrorType, string ErrorMessage) : InvocationResult
    {
        /// <summary>The lines of the stack trace; empty if the function never ran.</summary>
        public IReadOnlyList<string> StackTrace { get; init; } = [];
    }

    public sealed record TimedOut(TimeSpan Timeout) : InvocationResult;

    /// <summary>Lambda did not accept the call: 413 or 429.</summary>
    public sealed record Refused(int StatusCode, string Reason) : InvocationResult;
}
