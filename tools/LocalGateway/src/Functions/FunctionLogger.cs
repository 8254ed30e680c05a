using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>The logger of one invocation: its lines carry the function's name and the request id.</summary>
internal sealed class FunctionLogger(GatewayLog log, string functionName, string requestId, LogLevel minimum) : ILambdaLogger
{
    // Lambda's names of the levels; those in Amazon.Lambda.Core differ.
    private static readonly OrderedDictionary<string, LogLevel> LambdaLevels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TRACE"] = LogLevel.Trace,
        ["DEBUG"] = LogLevel.Debug,
        ["INFO"] = LogLevel.Information,
        ["WARN"] = LogLevel.Warning,
        ["ERROR"] = LogLevel.Error,
        ["FATAL"] = LogLevel.Critical,
    };

    /// <summary>The values of a template's <c>ApplicationLogLevel</c>.</summary>
    public static IEnumerable<string> Levels => LambdaLevels.Keys;

    /// <summary>Read from <c>AWS_LAMBDA_HANDLER_LOG_LEVEL</c> or <c>AWS_LAMBDA_LOG_LEVEL</c>; the default is Information.</summary>
    public static LogLevel MinimumOf(FunctionVariables variables) =>
        (variables["AWS_LAMBDA_HANDLER_LOG_LEVEL"] ?? variables["AWS_LAMBDA_LOG_LEVEL"]) is { } name
        && (LambdaLevels.TryGetValue(name, out var level) || Enum.TryParse(name, ignoreCase: true, out level))
            ? level
            : LogLevel.Information;

    /// <summary>Messages that the runtime writes unformatted, at every level.</summary>
    public void Log(string message) => WriteRaw(message.TrimEnd('\n', '\r'));

    public void LogLine(string message) => Write(message);

    public void Log(string level, string message) => Log(level, message, []);

    public void Log(string level, string message, params object[] args) => Log(level, null!, message, args);

    public void Log(string level, Exception exception, string message, params object[] args)
    {
        if (Enum.TryParse<LogLevel>(level, ignoreCase: true, out var known) && known < minimum)
            return;
        var text = MessageTemplate.Fill(message, args);
        Write($"{ShortNameOf(level)} {text}{(exception is null ? "" : Environment.NewLine)}{exception}");
    }

    /// <summary>
    /// Writes a line that a program printed. The runtime of .NET programs prints time, request id, level and message, separated by tabs.
    /// </summary>
    public void LogOutput(string line)
    {
        if (line.Split('\t', 4) is [_, var id, var level, var message] && id == requestId)
            Write($"{level} {message}");
        else
            WriteRaw(line);
    }

    /// <summary>Writes a line of the runtime itself.</summary>
    public void Write(string text) => log.Write(functionName, requestId, text);

    private void WriteRaw(string text)
    {
        log.Measure(text);
        Write(EmbeddedMetrics.Shorten(text));
    }

    private static string ShortNameOf(string level) => level.ToUpperInvariant() switch
    {
        "TRACE" => "trce",
        "DEBUG" => "dbug",
        "INFORMATION" => "info",
        "WARNING" => "warn",
        "ERROR" => "fail",
        "CRITICAL" => "crit",
        _ => level,
    };
}
