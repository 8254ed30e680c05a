namespace LocalGateway.Requests;

/// <summary>
/// Random ids. They are no secrets, so they need no secure generator: it would take a fifth of the gateway's own time for a request.
/// </summary>
internal static class RandomId
{
    /// <summary>A UUID of version 4 (RFC 9562, 5.4).</summary>
    public static string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)(0x40 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public static string Base64(int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        Random.Shared.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public static void Hex(Span<char> digits) => Random.Shared.GetHexString(digits, lowercase: true);
}
