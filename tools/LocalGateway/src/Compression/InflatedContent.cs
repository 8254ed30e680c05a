using System.Buffers;
using System.IO.Compression;

namespace LocalGateway.Compression;

/// <summary>
/// The decompressed bytes of a body. .NET's streams end without an error when a body is cut off, and ignore bytes after its end. This class
/// accepts neither.
/// </summary>
internal sealed class InflatedContent : IDisposable
{
    private readonly CompressedBytes? _compressed;
    private readonly Stream? _inflated;
    private ReadOnlyMemory<byte> _rest;
    private BrotliDecoder _brotli;

    /// <param name="content">The content as received; not empty.</param>
    /// <param name="coding">gzip, deflate or br.</param>
    public InflatedContent(ReadOnlyMemory<byte> content, string coding)
    {
        if (coding.Equals("br", StringComparison.OrdinalIgnoreCase))
        {
            _rest = content;
            return;
        }

        // At the end of a gzip member, the stream looks for another member. Zero cannot begin one, so the stream stops there.
        var isGzip = coding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        _compressed = new(content, zeros: isGzip ? 1 : 0);
        _inflated = isGzip
            ? new GZipStream(_compressed, CompressionMode.Decompress)
            : new ZLibStream(_compressed, CompressionMode.Decompress);
    }

    /// <returns>The number of bytes read; 0 only at the end.</returns>
    /// <exception cref="InvalidDataException">The content is not in its coding.</exception>
    public int Read(Span<byte> buffer) => _inflated is null ? ReadBrotli(buffer) : ReadStream(_inflated, _compressed!, buffer);

    public void Dispose()
    {
        _inflated?.Dispose();
        _brotli.Dispose();
    }

    private static int ReadStream(Stream inflated, CompressedBytes compressed, Span<byte> buffer)
    {
        var read = inflated.Read(buffer);
        return read > 0 || compressed.IsReadExactly
            ? read
            : throw new InvalidDataException("The content is cut off, or has bytes after its end.");
    }

    private int ReadBrotli(Span<byte> buffer)
    {
        var status = _brotli.Decompress(_rest.Span, buffer, out var consumed, out var written);
        _rest = _rest[consumed..];
        return written > 0 || (status == OperationStatus.Done && _rest.IsEmpty)
            ? written
            : throw new InvalidDataException("The content is not Brotli, is cut off, or has bytes after its end.");
    }

    /// <summary>
    /// Shows where a decoder stops. A decoder reads on only while its data is not complete. The last bytes come one by one, so it stops
    /// exactly at the last byte, or the content is too long. If it reads on after the last byte, the content is too short.
    /// </summary>
    /// <param name="content">The compressed bytes.</param>
    /// <param name="zeros">The number of zero bytes that follow the content.</param>
    private sealed class CompressedBytes(ReadOnlyMemory<byte> content, int zeros) : Stream
    {
        private int _position;
        private bool _isOverread;

        public bool IsReadExactly => _position == content.Length + zeros && !_isOverread;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_position == content.Length + zeros)
            {
                _isOverread = true;
                return 0;
            }

            var beforeLast = content.Length - 1 - _position;
            var count = beforeLast > 0 ? Math.Min(buffer.Length, beforeLast) : 1;
            if (_position < content.Length)
                content.Span.Slice(_position, count).CopyTo(buffer);
            else
                buffer[0] = 0;
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
