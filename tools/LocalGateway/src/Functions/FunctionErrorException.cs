namespace LocalGateway.Functions;

/// <summary>An invocation that failed in a process: the error as its runtime or Lambda reports it.</summary>
internal sealed class FunctionErrorException(string errorType, string message, IReadOnlyList<string> trace) : Exception(message)
{
    /// <summary><c>InvalidOperationException</c>, <c>Runtime.ExitError</c>, …</summary>
    public string ErrorType => errorType;

    /// <summary>The lines of the function's stack trace.</summary>
    public IReadOnlyList<string> Trace => trace;
}
