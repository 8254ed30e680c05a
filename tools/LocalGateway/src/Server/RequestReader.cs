using System.Buffers;
using System.Globalization;
using System.Net;
using LocalGateway.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalGateway.Server;

/// <summary>Creates the gateway's request from the server's.</summary>
internal sealed class RequestReader(int port, TimeProvider timeProvider)
{
    private static readonly string Loopback = IPAddress.Loopback.ToString();

    private readonly string _port = port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask<Exchange> ReadAsync(IFeatureCollection features, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var now = timeProvider.GetUtcNow();
        var traceId = TraceHeader.Continue(request.Headers[TraceHeader.Name], now);
        var sourceIp = SourceOf(features);
        var (path, query) = SplitTarget(request.RawTarget);
        var head = features.GetRequiredFeature<RequestHeadRecorder>();
        head.Pause();
        var headers = RequestHeaders.Create(request.Headers, head.AsSent, sourceIp, _port, traceId);
        var body = await ReadBodyAsync(features, request, cancellationToken);
        if (body.Length > RequestLimits.MaxPayload)
            features.GetRequiredFeature<IHttpResponseFeature>().Headers.Connection = "close";
        else
            head.Resume();
        return new Exchange
        {
            Request = new GatewayRequest
            {
                HttpMethod = MethodOf(request),
                RawPath = path,
                RawQuery = query,
                QueryParameters = Requests.QueryParameters.Parse(query),
                Headers = headers,
                Body = body,
                Protocol = request.Protocol,
                SourceIp = sourceIp,
                LocalIp = features.Get<IHttpConnectionFeature>()?.LocalIpAddress ?? IPAddress.Loopback,
            },
            RequestId = Guid.TryParseExact(request.Headers["x-amzn-RequestId"], "D", out var chosen)
                ? chosen.ToString()
                : RandomId.Uuid(),
            ExtendedRequestId = RandomId.Base64(11),
            TraceId = traceId,
            RequestTime = now,
            TimeProvider = timeProvider,
            StartTimestamp = start,
        };
    }

    private static string SourceOf(IFeatureCollection features) =>
        features.Get<IHttpConnectionFeature>()?.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote) ? Loopback : remote.ToString();

    private static string MethodOf(IHttpRequestFeature request) =>
        request.Method == HttpMethods.Post && request.Headers["X-HTTP-Method-Override"] is [{ Length: > 0 } other]
            ? other.ToUpperInvariant()
            : request.Method;

    // The target is in origin form (/path?query), or in absolute form (http://host/path?query), or `*`: RFC 9112, 3.2.
    private static (string Path, string Query) SplitTarget(string target)
    {
        var fragment = target.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0)
            target = target[..fragment];
        if (!target.StartsWith('/'))
        {
            var authority = target.IndexOf("://", StringComparison.Ordinal);
            var origin = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
            target = origin < 0 ? "/" : target[origin..];
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    // One byte over the limit is enough to detect an oversized body.
    private static async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(
        IFeatureCollection features, IHttpRequestFeature request, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0)
            return ReadOnlyMemory<byte>.Empty;
        var reader = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        var read = await reader.ReadAtLeastAsync(RequestLimits.MaxPayload + 1, cancellationToken);
        var body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, RequestLimits.MaxPayload + 1)).ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
