using System.Buffers;
using System.IO.Compression;

namespace LocalGateway.Compression;

/// <summary>Reads content that may be compressed, up to a limit.</summary>
internal static class Inflation
{
    /// <summary>Whether a content coding is supported: gzip and deflate (RFC 9110, 8.4.1), Brotli (RFC 7932).</summary>
    public static bool IsKnown(string coding) => coding.ToLowerInvariant() is "gzip" or "x-gzip" or "deflate" or "br";

    /// <param name="content">The content as received.</param>
    /// <param name="coding">Its Content-Encoding. Content in an unsupported coding is read unchanged.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null if the content exceeds the limit.</returns>
    /// <exception cref="InvalidDataException">The content is not in that coding.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        Stream content, string coding, int limit, CancellationToken cancellationToken)
    {
        await using var inflated = coding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(content, CompressionMode.Decompress, leaveOpen: true),
            "deflate" => new ZLibStream(content, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(content, CompressionMode.Decompress, leaveOpen: true),
            _ => content,
        };
        var output = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await inflated.ReadAsync(output.GetMemory(4096), cancellationToken);
            if (read == 0)
                return output.WrittenMemory;
            output.Advance(read);
            if (output.WrittenCount > limit)
                return null;
        }
    }
}
