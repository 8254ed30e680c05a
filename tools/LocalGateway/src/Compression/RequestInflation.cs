using System.Runtime.InteropServices;
using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Compression;

/// <summary>Decompresses a request's body if the API has compression enabled. Bodies in unknown codings pass unchanged.</summary>
internal sealed class RequestInflation(bool isEnabled) : IStep
{
    public async ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        var coding = request.Headers["Content-Encoding"].ToString();
        if (!isEnabled || request.Body.IsEmpty || !Inflation.IsKnown(coding))
            return null;
        try
        {
            if (await Inflation.ReadAsync(StreamOf(request.Body), coding, RequestLimits.MaxPayload, cancellationToken) is not { } body)
                return new(GatewayResponseType.RequestTooLarge) { Reason = "the decompressed body is over 10 MB" };
            exchange.Request = request with { Body = body, Headers = WithoutCoding(request.Headers) };
            return null;
        }
        catch (InvalidDataException)
        {
            return new(GatewayResponseType.BadRequestBody) { Reason = "the body does not match its Content-Encoding" };
        }
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> body) => MemoryMarshal.TryGetArray(body, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(body.ToArray(), writable: false);

    private static HeaderList WithoutCoding(HeaderList headers)
    {
        var kept = new HeaderList();
        foreach (var (name, values) in headers)
        {
            if (!name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase))
                kept.Add(name, values);
        }

        return kept;
    }
}
