namespace LocalGateway.Requests;

/// <summary>A request as the client sent it, less the headers that API Gateway keeps for itself.</summary>
internal sealed record GatewayRequest
{
    /// <summary>Upper case; already the one of <c>X-HTTP-Method-Override</c>.</summary>
    public required string HttpMethod { get; init; }

    /// <summary>Undecoded, from the first slash up to the query.</summary>
    public required string RawPath { get; init; }

    /// <summary>Undecoded, without the question mark.</summary>
    public required string RawQuery { get; init; }

    /// <summary>With the headers that API Gateway adds.</summary>
    public required HeaderList Headers { get; init; }

    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> QueryParameters { get; init; }

    /// <summary>Never more than one byte over the limit: the rest of an oversized body is not read.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required string Protocol { get; init; }

    public required string SourceIp { get; init; }
}
