using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.Core;

/// <summary>
/// The log of the host of the function, for code without an <see cref="ILambdaContext"/>. Outside Lambda it is the console.
/// </summary>
public static class LambdaLogger
{
    public static void Log(string message) => Console.WriteLine(message);

    public static void Log(string level, string message, params object[] args) => Console.WriteLine(Line(level, message, args));

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    public static void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        Console.WriteLine(exception);
    }

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    [Obsolete(NotCovered.Message, error: true)]
    public static void ConfigureStructuredLogging(StructuredLoggingOptions options) => throw new NotSupportedException(NotCovered.Message);

    private static string Line(string level, string message, object[] args)
    {
        var line = new StringBuilder().Append(level).Append(": ").Append(message);
        if (args is { Length: > 0 })
        {
            line.Append(" Arguments:");
            foreach (var arg in args)
            {
                line.Append(" \"").Append(arg).Append('"');
            }
        }

        return line.ToString();
    }
}

/// <summary>The options for structured (JSON) log lines of the runtime.</summary>
[Obsolete(NotCovered.Message, error: true)]
public class StructuredLoggingOptions
{
    public JsonSerializerOptions OverrideSerializerOptions { get; set; }
}
