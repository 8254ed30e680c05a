using System.Net;

namespace LocalGateway.Requests;

/// <summary>A request as the client sent it, without the headers that API Gateway does not pass on.</summary>
internal sealed record GatewayRequest
{
    /// <summary>Upper case. <c>X-HTTP-Method-Override</c> is already applied.</summary>
    public required string HttpMethod { get; init; }

    /// <summary>Undecoded, from the first slash up to the query.</summary>
    public required string RawPath { get; init; }

    /// <summary>Undecoded, without the question mark.</summary>
    public required string RawQuery { get; init; }

    /// <summary>Includes the headers that API Gateway adds.</summary>
    public required HeaderList Headers { get; init; }

    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> QueryParameters { get; init; }

    /// <summary>At most one byte over the limit: the rest of an oversized body is not read.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required string Protocol { get; init; }

    public required string SourceIp { get; init; }

    /// <summary>The address of this machine at which the request has arrived.</summary>
    public IPAddress LocalIp { get; init; } = IPAddress.Loopback;
}
