using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LambdaCrud.Http;

/// <summary>
/// Paging cursors. A cursor contains the start of the next page and the cursor's issue time. An HMAC-SHA256 protects both, and also binds
/// the cursor to the list's scope. Clients send cursors back unchanged. The position is encoded, not encrypted: it contains only data that
/// the previous page showed.
/// </summary>
/// <remarks>Base64url of: format (1 byte), issue time (8 bytes, Unix seconds, big-endian), position (UTF-8), MAC (32 bytes).</remarks>
internal sealed class Cursors(string signingKey, TimeProvider time)
{
    /// <summary>How long a cursor is valid. The actual time can be shorter by up to <see cref="Granularity"/>.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>
    /// Issue times are rounded down to a multiple of this. Until the next multiple, a position always gets the same cursor. So the page
    /// that contains the cursor keeps its entity tag, too.
    /// </summary>
    public static readonly TimeSpan Granularity = TimeSpan.FromHours(1);

    private const byte Format = 1;
    private const int HeaderSize = 1 + sizeof(long);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(signingKey);

    /// <param name="scope">Names route, filter and sort. A cursor is valid only for the scope it was made for.</param>
    public string Seal(string scope, string position)
    {
        var text = Encoding.UTF8.GetBytes(position);
        var cursor = new byte[HeaderSize + text.Length + HMACSHA256.HashSizeInBytes];
        cursor[0] = Format;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        BinaryPrimitives.WriteInt64BigEndian(cursor.AsSpan(1), now - (now % (long)Granularity.TotalSeconds));
        text.CopyTo(cursor, HeaderSize);
        Mac(scope, cursor.AsSpan(0, HeaderSize + text.Length)).CopyTo(cursor, HeaderSize + text.Length);
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>False if the cursor is forged, damaged, expired, or made for another scope.</summary>
    public bool TryOpen(string scope, string cursor, [NotNullWhen(true)] out string? position)
    {
        position = null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(cursor.Length)];
        if (Base64Url.DecodeFromChars(cursor, bytes, out _, out var length) != OperationStatus.Done
            || length < HeaderSize + HMACSHA256.HashSizeInBytes)
            return false;

        var body = bytes.AsSpan(0, length - HMACSHA256.HashSizeInBytes);
        if (!CryptographicOperations.FixedTimeEquals(Mac(scope, body), bytes.AsSpan(body.Length, HMACSHA256.HashSizeInBytes)) || body[0] != Format)
            return false;

        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(body[1..]));
        if (age >= Lifetime)
            return false;

        position = Encoding.UTF8.GetString(body[HeaderSize..]);
        return true;
    }

    // The length of the scope comes first, so that no other pair of scope and body gives the same bytes.
    private byte[] Mac(string scope, ReadOnlySpan<byte> body)
    {
        var scopeBytes = Encoding.UTF8.GetBytes(scope);
        Span<byte> scopeLength = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(scopeLength, scopeBytes.Length);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(scopeLength);
        hmac.AppendData(scopeBytes);
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
