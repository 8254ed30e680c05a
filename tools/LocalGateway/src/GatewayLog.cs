using System.Globalization;
using LocalGateway.Functions;
using LocalGateway.Recording;
using LocalGateway.Requests;

namespace LocalGateway;

/// <summary>
/// The only place that writes the lines of the gateway and of the functions. It never receives a token, a key, a query string or a body.
/// Of a reply with an error it receives what the reply says about itself, with the secrets masked.
/// </summary>
/// <param name="writer">Receives the lines.</param>
/// <param name="style">How the lines look.</param>
/// <param name="recorder">Keeps the lines of the functions; null if nothing is recorded.</param>
internal sealed class GatewayLog(TextWriter writer, LogStyle? style = null, RequestRecorder? recorder = null)
{
    // A function that logs without end must not fill the memory.
    private const int MaximumGroup = 1000;

    private static readonly AsyncLocal<Group?> Current = new();

    private readonly LogStyle _style = style ?? new LogStyle();
    private readonly Lock _lock = new();

    /// <summary>Whether the lines are written nowhere. Then nobody needs to make them.</summary>
    public bool IsOff { get; } = writer == TextWriter.Null;

    /// <summary>Whether the lines of the functions are written nowhere and not recorded.</summary>
    public bool IsOffForFunctions => IsOff && recorder is null;

    /// <summary>
    /// Begins the lines of a request. Those of its function belong to it until <see cref="Answered"/>, also in other threads.
    /// </summary>
    public void Begin()
    {
        if (_style.IsGrouped)
            Current.Value = new Group();
    }

    /// <summary>Writes whole lines, so that the lines of concurrent requests do not mix.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            writer.WriteLine(text);
            writer.Flush();
        }
    }

    /// <summary>Writes a line of a function.</summary>
    /// <param name="functionName">The name in the line.</param>
    /// <param name="requestId">Lambda's id of the call.</param>
    /// <param name="text">May have several lines.</param>
    public void Write(string functionName, string requestId, string text)
    {
        recorder?.Lines.Add(requestId, text);
        if (IsOff)
            return;
        if (Current.Value?.TryAdd($"[{functionName}] {text}") is not true)
            Write($"[{functionName}] {requestId} {text}");
    }

    /// <summary>Counts the metrics in a line of a function, if it has some.</summary>
    public void Measure(string text)
    {
        if (recorder is not null && EmbeddedMetrics.Read(text) is { Count: > 0 } metrics)
            recorder.Health.Count(metrics);
    }

    /// <summary>
    /// Writes one line per request: the request, the reply, what has answered, the duration and, for a refusal, the reason.
    /// </summary>
    public void Answered(Exchange exchange, Reply reply, string author, string? reason)
    {
        var request = exchange.Request;
        var elapsed = exchange.TimeProvider.GetElapsedTime(exchange.StartTimestamp).TotalMilliseconds;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.HttpMethod} {_style.Bold(request.RawPath)} {_style.Status(reply.StatusCode)} {author} {elapsed:0.0} ms "
                + $"{_style.Dim(exchange.RequestId)}{(reason is null ? "" : ": ")}{reason}");
        Write(_style.IsGrouped && Current.Value?.End() is { Count: > 0 } lines
            ? string.Join(Environment.NewLine, [line, .. lines.Select(text => _style.Dim(Indented(text)))])
            : line);
    }

    private static string Indented(string text) => $"    {text.ReplaceLineEndings($"{Environment.NewLine}    ")}";

    /// <summary>The lines of the functions of a request. Code that runs on after the answer logs by itself.</summary>
    private sealed class Group
    {
        private readonly Lock _lock = new();
        private List<string>? _lines = [];

        public bool TryAdd(string line)
        {
            lock (_lock)
            {
                if (_lines is not { Count: < MaximumGroup } lines)
                    return false;
                lines.Add(line);
                return true;
            }
        }

        public List<string> End()
        {
            lock (_lock)
            {
                var lines = _lines ?? [];
                _lines = null;
                return lines;
            }
        }
    }
}
