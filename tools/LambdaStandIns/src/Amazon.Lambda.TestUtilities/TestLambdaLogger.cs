using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.TestUtilities;

/// <summary>A log for tests. It keeps everything in <see cref="Buffer"/> and also writes it to the console.</summary>
public class TestLambdaLogger : ILambdaLogger
{
    public StringBuilder Buffer { get; } = new();

    public void Log(string message)
    {
        Buffer.Append(message);
        Console.Write(message);
    }

    public void LogLine(string message)
    {
        Buffer.AppendLine(message);
        Console.WriteLine(message);
    }

    public void Log(string level, string message) => LogLine($"{level}: {message}");

    /// <summary>Does not fill the placeholders of the message. The arguments follow the message, one per line.</summary>
    public void Log(string level, string message, params object[] args) => Log(level, null, message, args);

    /// <inheritdoc cref="Log(string, string, object[])"/>
    public void Log(string level, Exception exception, string message, params object[] args)
    {
        var text = new StringBuilder($"{level}: {message}");
        if (args is { Length: > 0 })
        {
            text.AppendLine();
            foreach (var arg in args)
            {
                text.Append('\t').Append(arg).AppendLine();
            }
        }

        if (exception is not null)
        {
            text.AppendLine().Append(exception).AppendLine();
        }

        LogLine(text.ToString());
    }
}
