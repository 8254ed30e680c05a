using System.Buffers.Binary;
using System.Globalization;

namespace LambdaCrud.Http;

/// <summary>The ids of resources: UUIDs in canonical form, lower case with hyphens. The server creates ids of version 7.</summary>
internal static class Ids
{
    public static bool IsId(string? text) => Guid.TryParseExact(text, "D", out var uuid) && uuid.ToString("D") == text;

    /// <summary>A new id. Ids sorted as text are sorted by the time of their creation (RFC 9562 §5.7).</summary>
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();

    /// <summary>The id of one of many resources that are created together. The same arguments give the same id.</summary>
    /// <param name="id">An id made by <see cref="New"/>. It ends in random bits; the index replaces 16 of them.</param>
    /// <param name="index">0 to 65,535.</param>
    public static string Numbered(string id, int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.Parse(id, CultureInfo.InvariantCulture).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[14..], checked((ushort)index));
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
