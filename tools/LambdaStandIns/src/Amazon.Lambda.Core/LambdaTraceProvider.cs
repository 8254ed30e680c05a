namespace Amazon.Lambda.Core;

/// <summary>The X-Ray trace of the current invocation.</summary>
public class LambdaTraceProvider
{
    /// <summary>The trace header value that Lambda stores in the environment. Null outside Lambda.</summary>
    public static string CurrentTraceId => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
}
