using System.Buffers;
using System.Threading.RateLimiting;

namespace LocalGateway.Compression;

/// <summary>
/// Decompresses content. A small body can become very large, so all bodies that are decompressed at the same time share a limit. Content
/// is read twice: once to measure and check it, and a second time when its memory is free.
/// </summary>
internal sealed class Inflation : IDisposable
{
    private const int Kilobyte = 1024;
    private const int TotalKilobytes = 64 * Kilobyte;

    private readonly ConcurrencyLimiter _memory = new(new()
    {
        PermitLimit = TotalKilobytes,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Whether this class reads a content coding: gzip and deflate (RFC 9110, 8.4.1), Brotli (RFC 7932).</summary>
    public static bool IsKnown(string coding) => coding.ToLowerInvariant() is "gzip" or "deflate" or "br";

    /// <summary>Reads content to its end and keeps nothing of it.</summary>
    /// <param name="content">The content as received.</param>
    /// <param name="coding">A known coding.</param>
    /// <param name="limit">In bytes. At the limit the reading ends.</param>
    /// <returns>The size after decompression in bytes; null if it exceeds the limit.</returns>
    /// <exception cref="InvalidDataException">
    /// The content is not in that coding: it is something else, is cut off, or has more bytes after its end.
    /// </exception>
    public static int? Measure(ReadOnlyMemory<byte> content, string coding, int limit)
    {
        var size = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * Kilobyte);
        try
        {
            using var inflated = new InflatedContent(content, coding);
            while (inflated.Read(buffer) is var read and > 0)
            {
                size += read;
                if (size > limit)
                    return null;
            }

            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Waits until the memory for the decompressed content is free.</summary>
    /// <param name="content">The content as received.</param>
    /// <param name="coding">A known coding.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null if the content exceeds the limit.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Measure"/>.</exception>
    public async ValueTask<InflatedBody?> ReadAsync(
        ReadOnlyMemory<byte> content, string coding, int limit, CancellationToken cancellationToken)
    {
        if (Measure(content, coding, limit) is not { } size)
            return null;
        var memory = await _memory.AcquireAsync((size / Kilobyte) + 1, cancellationToken);
        try
        {
            var body = new byte[size];
            using var inflated = new InflatedContent(content, coding);
            for (var position = 0; position < size;)
                position += inflated.Read(body.AsSpan(position));
            return new(body, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    public void Dispose() => _memory.Dispose();
}

/// <summary>A decompressed body. Its memory counts against the limit of <see cref="Inflation"/> until it is disposed.</summary>
internal sealed record InflatedBody(ReadOnlyMemory<byte> Body, IDisposable Memory) : IDisposable
{
    public void Dispose() => Memory.Dispose();
}
