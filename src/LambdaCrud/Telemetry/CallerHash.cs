using System.Security.Cryptography;
using System.Text;

namespace LambdaCrud.Telemetry;

/// <summary>
/// A name for a caller in the logs: the same for all of a user's requests, and no way back to the user's <c>sub</c>. It is keyed, so that
/// nobody without the key can find whose it is by hashing guesses.
/// </summary>
/// <param name="secret">The hash's key is derived from it; another secret gives every caller another name.</param>
public sealed class CallerHash(string secret)
{
    /// <summary>64 bits: two of a million callers share a name with a chance of 1 in 37 million.</summary>
    private const int Bytes = 8;

    // A key of its own (RFC 5869): what the secret signs elsewhere says nothing about it.
    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), HMACSHA256.HashSizeInBytes, info: "LambdaCrud caller hash"u8.ToArray());

    public string Of(string subject) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(subject)).AsSpan(0, Bytes));
}
