using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Requests;

/// <summary>Prepares a client's headers for events, templates and integrations.</summary>
internal static class RequestHeaders
{
    // These belong to the connection or to API Gateway itself. Neither events nor $input.params show them.
    private static readonly FrozenSet<string> Hidden = FrozenSet.ToFrozenSet(
        [
            "Connection", "Content-Length", "Content-MD5", "Expect", "Max-Forwards", "Proxy-Authenticate", "Server", "TE",
            "Transfer-Encoding", "Trailer", "Upgrade", "WWW-Authenticate",
        ],
        StringComparer.OrdinalIgnoreCase);

    // X-Forwarded-For, -Port and -Proto, and the trace header.
    private const int Added = 4;

    /// <param name="received">The headers as the server has them.</param>
    /// <param name="asSent">Maps the server's name of a header to the name as the client sent it.</param>
    /// <param name="sourceIp">The client's address.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="traceId">The value of <c>X-Amzn-Trace-Id</c>.</param>
    public static HeaderList Create(IHeaderDictionary received, Func<string, string> asSent, string sourceIp, string port, string traceId)
    {
        var headers = new HeaderList(received.Count + Added);
        foreach (var (name, values) in received)
        {
            if (Hidden.Contains(name))
                continue;
            // API Gateway keeps the casing of all names except these two.
            headers.Add(name is "Authorization" or "User-Agent" ? name : asSent(name), values);
        }

        var forwardedFor = headers["X-Forwarded-For"];
        headers.Set("X-Forwarded-For", StringValues.IsNullOrEmpty(forwardedFor) ? sourceIp : $"{forwardedFor}, {sourceIp}");
        headers.Set("X-Forwarded-Port", port);
        headers.Set("X-Forwarded-Proto", "http");
        headers.Set(TraceHeader.Name, traceId);
        return headers;
    }
}
