using System.Globalization;
using System.IO.Compression;
using LocalGateway.Errors;
using LocalGateway.Requests;
using Microsoft.Net.Http.Headers;

namespace LocalGateway.Compression;

/// <summary>
/// Compresses replies of at least a minimum size, with a coding that the client accepts. Already encoded replies stay unchanged. Errors do
/// not pass through this step.
/// </summary>
/// <param name="minimumSize">In bytes; null switches compression off.</param>
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
            // A copy, because the cache may share the reply's headers.
            var headers = reply.Copy().Headers;
            headers.Set(ContentEncoding, coding);
            exchange.Reply = new() { StatusCode = reply.StatusCode, Headers = headers, Body = Compressed(reply.Body, coding) };
            exchange.Trace?.Decide(
                (coding, From: reply.Body.Length, To: exchange.Reply.Body.Length),
                static sizes => string.Create(
                    CultureInfo.InvariantCulture, $"{sizes.coding} makes {sizes.To:N0} bytes of {sizes.From:N0}"));
        }

        return new((GatewayError?)null);
    }

    /// <summary>
    /// The client's first choice by weight, then by order (RFC 9110, 12.5.3); null if it is not gzip or deflate. The reply is then not
    /// compressed, even if the client accepts gzip too (developer guide, "Enable payload compression for an API").
    /// </summary>
    private static string? CodingFor(string acceptEncoding)
    {
        if (!StringWithQualityHeaderValue.TryParseList([acceptEncoding], out var accepted))
            return null;
        var first = accepted.Where(coding => coding.Quality != 0).OrderByDescending(coding => coding.Quality ?? 1).FirstOrDefault();
        return first?.Value.Value?.ToLowerInvariant() is var coding and ("gzip" or "deflate") ? coding : null;
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
