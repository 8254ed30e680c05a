using System.Buffers;
using LocalGateway.Requests;

namespace LocalGateway.Functions.Traffic;

/// <summary>The first bytes of a body that passes by, and its length.</summary>
internal sealed class BodyBeginning
{
    private const int Max = 8 * 1024;

    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private int _length;

    public TracedBytes Bytes
    {
        get
        {
            lock (_lock)
                return new(_kept.WrittenSpan.ToArray(), _length);
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _kept.Write(bytes[..Math.Min(bytes.Length, Max - _kept.WrittenCount)]);
            _length += bytes.Length;
        }
    }

    /// <summary>The client sends the body once more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _kept.Clear();
            _length = 0;
        }
    }
}
