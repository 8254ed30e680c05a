namespace LocalGateway.Requests;

/// <summary>A payload in a trace, or only its beginning.</summary>
/// <param name="Kept">The bytes, from the first on.</param>
/// <param name="Length">The length of the whole payload in bytes.</param>
internal readonly record struct TracedBytes(ReadOnlyMemory<byte> Kept, int Length)
{
    public bool IsCut => Kept.Length < Length;

    public static implicit operator TracedBytes(ReadOnlyMemory<byte> payload) => new(payload, payload.Length);

    /// <summary>Copies the beginning of a payload that is longer, so that the rest of it is released.</summary>
    public TracedBytes Cut(int length) => Kept.Length <= length ? this : new(Kept[..length].ToArray(), Length);
}

/// <summary>A part of a trace that holds payloads.</summary>
internal interface ITracedCall
{
    /// <summary>The bytes of memory that the payloads take.</summary>
    int Size { get; }

    /// <summary>A copy that keeps only the beginning of each payload.</summary>
    ITracedCall Cut(int length);
}
