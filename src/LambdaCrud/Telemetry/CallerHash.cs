using System.Security.Cryptography;
using System.Text;

namespace LambdaCrud.Telemetry;

/// <summary>
/// A pseudonym for a caller in the logs. All requests of a user have the same one, and it does not reveal the user's <c>sub</c>. The hash
/// has a key. Without the key, the user cannot be found by hashing guesses.
/// </summary>
/// <param name="secret">The hash's key is derived from it. Another secret gives every caller another pseudonym.</param>
internal sealed class CallerHash(string secret)
{
    /// <summary>64 bits: among a million callers, the probability that two share a pseudonym is 1 in 37 million.</summary>
    private const int Bytes = 8;

    // A separate key (RFC 5869): other signatures with the secret reveal nothing about it.
    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), HMACSHA256.HashSizeInBytes, info: "LambdaCrud caller hash"u8.ToArray());

    public string Of(string subject) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(subject)).AsSpan(0, Bytes));
}
