using System.Net;
using System.Text;
using Amazon.Lambda.Core;

namespace LambdaCrud.Telemetry;

/// <summary>
/// Writes two lines per request: one with the outcome, and one with the metrics. Neither contains what a client sent or who the client is:
/// no path, query, header or body, no token, no <c>sub</c>.
/// </summary>
/// <remarks>There is one per environment of a function. Its first request is the cold start.</remarks>
internal sealed class RequestLog(EmbeddedMetrics metrics, CallerHash callerHash)
{
    private bool _isWarm;

    public void Write(ILambdaLogger log, RequestOutcome outcome)
    {
        var isColdStart = !Interlocked.Exchange(ref _isWarm, true);
        WriteOutcome(log, outcome, isColdStart);

        // In Lambda, the runtime wraps all lines except those of Log(string) in JSON objects. CloudWatch would not find the metrics there.
        log.Log(metrics.LineFor(outcome, isColdStart) + "\n");
    }

    // With the JSON log format, the named placeholders become members of the line.
    private void WriteOutcome(ILambdaLogger log, RequestOutcome outcome, bool isColdStart)
    {
        var line = new StringBuilder("{route} answered {status} in {durationMs} ms, request {correlationId}, cold start {coldStart}");
        List<object> values = [outcome.Route, outcome.Status, outcome.DurationMs, outcome.CorrelationId, isColdStart];
        Add(", caller {caller}", outcome.Subject is { } subject ? callerHash.Of(subject) : null);
        Add(", problem {problem}", outcome.Code);
        Add(", failure {failure}", outcome.Failure is { } failure ? Failures.Describe(failure) : null);
        var level = outcome switch
        {
            { Failure: null } => LogLevel.Information,
            { Status: (int)HttpStatusCode.ServiceUnavailable } => LogLevel.Warning,
            _ => LogLevel.Error,
        };
        log.Log(level, line.ToString(), [.. values]);

        void Add(string text, string? value)
        {
            if (value is null)
                return;
            line.Append(text);
            values.Add(value);
        }
    }
}
