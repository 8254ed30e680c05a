namespace Amazon.Lambda.Core;

/// <summary>The X-Ray trace of the invocation that runs now.</summary>
public class LambdaTraceProvider
{
    /// <summary>The trace header value Lambda keeps in the environment; null outside Lambda.</summary>
    public static string CurrentTraceId => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
}
