using System.IO.Compression;
using LocalGateway.Errors;
using LocalGateway.Requests;
using Microsoft.Net.Http.Headers;

namespace LocalGateway.Compression;

/// <summary>
/// Compresses replies from a size on, by what the client accepts. Those that come encoded stay as they are; errors do not pass here.
/// </summary>
/// <param name="minimumSize">Bytes; null switches compression off.</param>
internal sealed class ReplyCompression(int? minimumSize) : IStep
{
    private const string ContentEncoding = "Content-Encoding";

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var reply = exchange.Reply!;
        if (minimumSize is null || reply.Body.IsEmpty || reply.Body.Length < minimumSize || reply.Headers.Contains(ContentEncoding))
            return new((GatewayError?)null);
        if (CodingFor(exchange.Request.Headers["Accept-Encoding"].ToString()) is { } coding)
        {
            // A copy, as the reply's headers may be the cache's too.
            var headers = reply.Copy().Headers;
            headers.Set(ContentEncoding, coding);
            exchange.Reply = new() { StatusCode = reply.StatusCode, Headers = headers, Body = Compressed(reply.Body, coding) };
        }

        return new((GatewayError?)null);
    }

    /// <summary>Of gzip and deflate what the client prefers, the first of equals (RFC 9110, 12.5.3); null if it wants neither.</summary>
    private static string? CodingFor(string acceptEncoding)
    {
        if (!StringWithQualityHeaderValue.TryParseList([acceptEncoding], out var accepted))
            return null;
        var best = accepted
            .Where(coding => coding.Quality != 0 && coding.Value.Value?.ToLowerInvariant() is "gzip" or "deflate" or "identity")
            .OrderByDescending(coding => coding.Quality ?? 1)
            .FirstOrDefault()?.Value.Value?.ToLowerInvariant();
        return best == "identity" ? null : best;
    }

    private static ReadOnlyMemory<byte> Compressed(ReadOnlyMemory<byte> body, string coding)
    {
        var output = new MemoryStream();
        using (Stream stream = coding == "gzip"
            ? new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true)
            : new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(body.Span);
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
