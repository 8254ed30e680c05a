using System.Collections.Frozen;
using LocalGateway.Integrations.Mapping;
using LocalGateway.Requests;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Integrations.Http;

/// <summary>
/// The <c>http_proxy</c> integration: another server gets the client's request plus the mapped parameters, and the client gets the server's
/// reply.
/// </summary>
internal sealed class HttpProxyCall(
    BackendUri uri, string httpMethod, ParameterMapping mapping, OutgoingHeaders outgoing, Backend backend) : IIntegration
{
    // The client gets a decompressed body over another connection.
    private static readonly FrozenSet<string> Dropped =
        FrozenSet.ToFrozenSet(["Content-Encoding", "Transfer-Encoding", "Via"], StringComparer.OrdinalIgnoreCase);

    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (mapped, error) = mapping.Map(exchange, cancellationToken);
        if (mapped is null)
            return error!;
        var (reply, failure) = await backend.SendAsync(
            httpMethod == "ANY" ? exchange.Request.HttpMethod : httpMethod,
            uri.Resolve(mapped.Path, QueryOf(exchange, mapped)),
            outgoing.ForHttpProxy(exchange, mapped.Headers),
            exchange.Request.Body,
            exchange,
            cancellationToken);
        if (reply is null)
            return failure!;
        var headers = new HeaderList();
        foreach (var (name, values) in reply.Headers)
        {
            if (!Dropped.Contains(name))
                headers.Add(name, values);
        }

        IntegrationOutcome outcome = new Reply { StatusCode = reply.StatusCode, Headers = headers, Body = reply.Body };
        return outcome with { Backend = new(reply.StatusCode, reply.StatusCode) };
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> QueryOf(Exchange exchange, MappedParameters mapped) =>
        exchange.Request.QueryParameters
            .Where(parameter => mapped.QueryString.TrueForAll(other => other.Key != parameter.Key))
            .Select(parameter => KeyValuePair.Create(parameter.Key, new StringValues([.. parameter.Value])))
            .Concat(mapped.QueryString);
}
