using System.Collections.Frozen;
using ApiGateway.GatewayResponses;
using ApiGateway.Requests;

namespace ApiGateway.Responses;

/// <summary>Renames headers that belong to the connection or to API Gateway itself, and drops the one nobody may set.</summary>
internal sealed class MethodResponse : IStep
{
    private static readonly FrozenSet<string> Remapped =
        FrozenSet.ToFrozenSet(["Connection", "Content-Length", "Date", "Server"], StringComparer.OrdinalIgnoreCase);

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var reply = exchange.Reply!;
        if (NeedsWork(reply.Headers))
            exchange.Reply = new Reply { StatusCode = reply.StatusCode, Headers = Rewrite(reply.Headers), Body = reply.Body };
        return new((GatewayError?)null);
    }

    private static bool NeedsWork(HeaderList headers)
    {
        foreach (var (name, _) in headers)
        {
            if (Remapped.Contains(name) || IsDropped(name))
                return true;
        }

        return false;
    }

    private static HeaderList Rewrite(HeaderList headers)
    {
        var rewritten = new HeaderList();
        foreach (var (name, values) in headers)
        {
            if (!IsDropped(name))
                rewritten.Add(Remapped.Contains(name) ? $"x-amzn-Remapped-{name}" : name, values);
        }

        return rewritten;
    }

    private static bool IsDropped(string name) => name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
