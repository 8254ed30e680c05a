using Microsoft.AspNetCore.Http;

namespace LocalGateway.Functions.Processes;

/// <summary>An invocation that waits for the program's answer.</summary>
internal sealed class RuntimeInvocation(ReadOnlyMemory<byte> payload, LambdaContext context, DateTimeOffset deadline)
{
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<byte> Payload => payload;

    public string RequestId => context.AwsRequestId;

    /// <summary>Has the program's response, or a <see cref="FunctionErrorException"/>.</summary>
    public Task<ReadOnlyMemory<byte>> Outcome => _outcome.Task;

    public void Complete(ReadOnlyMemory<byte> response) => _outcome.TrySetResult(response);

    public void Fail(FunctionErrorException error) => _outcome.TrySetException(error);

    /// <summary>Writes the headers that accompany the event.</summary>
    public void WriteHeaders(IHeaderDictionary headers)
    {
        headers["Lambda-Runtime-Aws-Request-Id"] = RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = FormattableString.Invariant($"{deadline.ToUnixTimeMilliseconds()}");
        headers["Lambda-Runtime-Invoked-Function-Arn"] = context.InvokedFunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = context.TraceId;
    }
}
