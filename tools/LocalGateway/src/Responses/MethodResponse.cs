using System.Collections.Frozen;
using System.Globalization;
using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Responses;

/// <summary>
/// Renames headers that belong to the connection or to API Gateway itself. For mapped AWS and HTTP integrations it renames some more
/// headers. It drops the one header that no integration may set.
/// </summary>
internal sealed class MethodResponse : IStep
{
    private static readonly FrozenSet<string> Remapped = Names("Connection", "Content-Length", "Date", "Server");

    // Recorded only for HTTP_PROXY. Every reply has the gateway's own request id.
    private static readonly FrozenSet<string> RemappedOfHttpProxy = Names([.. Remapped, "x-amzn-RequestId"]);

    private static readonly FrozenSet<string> RemappedOfMapped = Names(
        [
            .. Remapped, "Authorization", "Content-MD5", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate", "Trailer", "Upgrade",
            "User-Agent", "WWW-Authenticate",
        ]);

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var reply = exchange.Reply!;
        exchange.Trace?.Decide(
            reply.StatusCode, static status => string.Create(CultureInfo.InvariantCulture, $"the reply goes on with the status {status}"));
        var integration = exchange.Match.Route.Method.Integration;
        var remapped = integration switch
        {
            HttpIntegration or LambdaIntegration or AwsActionIntegration => RemappedOfMapped,
            HttpProxyIntegration => RemappedOfHttpProxy,
            _ => Remapped,
        };
        if (NeedsWork(reply.Headers, remapped))
            exchange.Reply = new Reply { StatusCode = reply.StatusCode, Headers = Rewrite(reply.Headers, remapped), Body = reply.Body };
        return new((GatewayError?)null);
    }

    private static bool NeedsWork(HeaderList headers, FrozenSet<string> remapped)
    {
        foreach (var (name, _) in headers)
        {
            if (remapped.Contains(name) || IsDropped(name))
                return true;
        }

        return false;
    }

    private static HeaderList Rewrite(HeaderList headers, FrozenSet<string> remapped)
    {
        var rewritten = new HeaderList();
        foreach (var (name, values) in headers)
        {
            if (!IsDropped(name))
                rewritten.Add(remapped.Contains(name) ? $"x-amzn-Remapped-{name}" : name, values);
        }

        return rewritten;
    }

    private static FrozenSet<string> Names(params string[] names) => FrozenSet.ToFrozenSet(names, StringComparer.OrdinalIgnoreCase);

    private static bool IsDropped(string name) => name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
