using LocalGateway.Integrations.Http;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

/// <summary>A call of another server, for the recording.</summary>
/// <param name="Name"><c>DynamoDB GetItem</c>, <c>GET http://127.0.0.1:5000/things</c>.</param>
/// <param name="Headers">The headers that the gateway sent.</param>
/// <param name="Body">The body that the gateway sent.</param>
internal sealed record ServiceCall(string Name, HeaderList Headers, TracedBytes Body) : ITracedCall
{
    /// <summary>Null if the server sent no reply.</summary>
    public int? ReplyStatus { get; init; }

    public HeaderList ReplyHeaders { get; init; } = [];

    public TracedBytes ReplyBody { get; init; }

    /// <summary>Why there is no reply, or why the gateway did not send the request; else null.</summary>
    public string? Problem { get; init; }

    public TimeSpan Latency { get; init; }

    /// <summary>DynamoDB's read or write units; null if they are not known.</summary>
    public double? Capacity { get; init; }

    public int Size => Body.Kept.Length + ReplyBody.Kept.Length;

    public ITracedCall Cut(int length) => this with { Body = Body.Cut(length), ReplyBody = ReplyBody.Cut(length) };

    public ServiceCall With(BackendReply? reply, string? problem, TimeSpan latency) => this with
    {
        ReplyStatus = reply?.StatusCode,
        ReplyHeaders = reply?.Headers ?? [],
        ReplyBody = reply?.Body ?? default,
        Problem = problem,
        Latency = latency,
    };
}
