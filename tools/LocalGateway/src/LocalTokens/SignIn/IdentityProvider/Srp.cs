using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace LocalGateway.LocalTokens.SignIn.IdentityProvider;

/// <summary>
/// The server's side of SRP as Cognito uses it: the 3072-bit group of RFC 5054 (appendix A) with SHA-256, numbers hashed as signed
/// big-endian bytes, and a key of 16 bytes derived by HKDF with the information "Caldera Derived Key".
/// </summary>
internal static class Srp
{
    private const string Prime = """
        FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D
        6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A
        69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2
        EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A
        8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE11757
        7A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF
        """;

    private static readonly BigInteger N = Number(Prime.ReplaceLineEndings(""));
    private static readonly BigInteger G = 2;
    private static readonly BigInteger K = Hash(Bytes(N), Bytes(G));

    /// <summary>What the server keeps between the two messages of a client.</summary>
    /// <param name="Salt">The salt of the password.</param>
    /// <param name="Secret">The server's random exponent.</param>
    /// <param name="Verifier">Stands for the password.</param>
    /// <param name="PublicValue">B, which the client gets.</param>
    internal sealed record Challenge(BigInteger Salt, BigInteger Secret, BigInteger Verifier, BigInteger PublicValue);

    /// <param name="identity">The name of the pool (the part of its id after the underscore) and the user's id, without a separator.</param>
    /// <param name="password">The user's password.</param>
    public static Challenge Start(string identity, string password)
    {
        var salt = Random(16);
        var passwordHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{identity}:{password}"));
        var verifier = BigInteger.ModPow(G, Hash(Bytes(salt), passwordHash), N);
        var secret = Random(128);
        return new(salt, secret, verifier, ((K * verifier) + BigInteger.ModPow(G, secret, N)) % N);
    }

    /// <summary>The key that the client also has if it knows the password.</summary>
    /// <param name="challenge">What <see cref="Start"/> returned.</param>
    /// <param name="clientValue">A, which <see cref="ReadClientValue"/> has read.</param>
    public static byte[] Key(Challenge challenge, BigInteger clientValue)
    {
        var u = Hash(Bytes(clientValue), Bytes(challenge.PublicValue));
        var shared = BigInteger.ModPow(clientValue * BigInteger.ModPow(challenge.Verifier, u, N), challenge.Secret, N);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes(shared), 16, salt: Bytes(u), info: "Caldera Derived Key"u8.ToArray());
    }

    /// <returns>Null if the text is not a hexadecimal number, or is a multiple of N, which needs no password (RFC 5054, 2.5.4).</returns>
    public static BigInteger? ReadClientValue(string hex) =>
        hex.Length is > 0 and <= 1024 && hex.All(char.IsAsciiHexDigit) && Number(hex) is var value && value % N != 0 ? value : null;

    public static string Hex(BigInteger number) => Convert.ToHexStringLower(Bytes(number)).TrimStart('0');

    // A leading zero keeps the number positive, in .NET and in Cognito's hashes.
    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte[] Bytes(BigInteger number) => number.ToByteArray(isBigEndian: true);

    private static BigInteger Hash(byte[] first, byte[] second) => new(SHA256.HashData([.. first, .. second]), isUnsigned: true, isBigEndian: true);

    private static BigInteger Random(int bytes) => new(RandomNumberGenerator.GetBytes(bytes), isUnsigned: true, isBigEndian: true);
}
