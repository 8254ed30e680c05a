using Amazon.Lambda.Core;

namespace LambdaCrud.Benchmarks;

/// <summary>Takes the lines of the functions. The runtime writes them to a pipe, which is not measured.</summary>
internal sealed class NoLogger : ILambdaLogger
{
    public void Log(string message)
    {
    }

    public void LogLine(string message)
    {
    }

    public void Log(string level, string message, params object[] args)
    {
    }

    public void Log(LogLevel level, string message, params object[] args)
    {
    }
}
