using System.Globalization;
using LocalGateway.Requests;

namespace LocalGateway;

/// <summary>
/// The one place where lines of the gateway and of the functions are written. Never given a token, a key, a query string or a body.
/// </summary>
internal sealed class GatewayLog(TextWriter writer)
{
    private readonly Lock _lock = new();

    /// <summary>Writes whole lines: those of concurrent requests do not mix.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            writer.WriteLine(text);
            writer.Flush();
        }
    }

    /// <summary>
    /// One line a request: what came in, what went out, which step answered, after how long, and why if it was a refusal.
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
