using System.Runtime.InteropServices;
using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>One instance of a handler's class, which serves one request at a time.</summary>
internal sealed class FunctionEnvironment(BoundHandler handler, string logStream)
{
    public string LogStream => logStream;

    public ILambdaSerializer? Serializer => handler.Serializer;

    /// <summary>Completes when the handler does, with its exception if it throws.</summary>
    public Task InvokeAsync(ReadOnlyMemory<byte> payload, ILambdaContext context, Stream output)
    {
        var input = MemoryMarshal.TryGetArray(payload, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(payload.ToArray(), writable: false);
        return handler.Invoke(input, context, output);
    }
}

/// <summary>How an invocation ended.</summary>
internal abstract record InvocationResult
{
    /// <summary>Lambda's id of the invocation; null if Lambda did not take the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>With the handler's output, which may be empty.</summary>
    public sealed record Completed(ReadOnlyMemory<byte> Output) : InvocationResult;

    /// <summary>The handler, or the construction of its class, threw.</summary>
    public sealed record Failed(string ErrorType, string ErrorMessage) : InvocationResult
    {
        /// <summary>Its lines; empty if the function never ran.</summary>
        public IReadOnlyList<string> StackTrace { get; init; } = [];
    }

    public sealed record TimedOut(TimeSpan Timeout) : InvocationResult;

    /// <summary>Lambda did not take the call: 413 or 429.</summary>
    public sealed record Refused(int StatusCode, string Reason) : InvocationResult;
}
