using System.Globalization;
using LocalGateway.Requests;

namespace LocalGateway;

/// <summary>
/// The only place that writes the lines of the gateway and of the functions. It never receives a token, a key, a query string or a body.
/// </summary>
internal sealed class GatewayLog(TextWriter writer)
{
    private readonly Lock _lock = new();

    /// <summary>Writes whole lines, so that the lines of concurrent requests do not mix.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            writer.WriteLine(text);
            writer.Flush();
        }
    }

    /// <summary>
    /// Writes one line per request: the request, the reply, the step that answered, the duration and, for a refusal, the reason.
    /// </summary>
    public void Answered(Exchange exchange, Reply reply, string step, string? reason)
    {
        var elapsed = exchange.TimeProvider.GetElapsedTime(exchange.StartTimestamp);
        var request = exchange.Request;
        var why = reason is null ? "" : $": {reason}";
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.HttpMethod} {request.RawPath} {reply.StatusCode} {step} {elapsed.TotalMilliseconds:0.0} ms {exchange.RequestId}{why}"));
    }
}
