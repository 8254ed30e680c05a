using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>
/// Values that only this pool can write and read, as text: refresh tokens and the cookie of the sign-in page. They stay valid after a
/// restart. As with Cognito's refresh tokens, a client cannot read them.
/// </summary>
internal sealed class SealedJson(RSA poolKey)
{
    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, poolKey.ExportPkcs8PrivateKey(), 32, info: "sealed"u8.ToArray());

    /// <param name="purpose">A text with another purpose cannot be opened.</param>
    /// <param name="value">A value that System.Text.Json can write.</param>
    public string Seal<T>(string purpose, T value)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value);
        var sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + content.Length + AesGcm.TagByteSizes.MaxSize];
        var (nonce, encrypted, tag) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_key, tag.Length);
        aes.Encrypt(nonce.Span, content, encrypted.Span, tag.Span, Encoding.UTF8.GetBytes(purpose));
        return Base64UrlEncoder.Encode(sealedBytes);
    }

    /// <returns>Null if this pool has not sealed the text for this purpose.</returns>
    public T? Open<T>(string purpose, string text)
        where T : class
    {
        try
        {
            var (nonce, encrypted, tag) = Parts(Base64UrlEncoder.DecodeBytes(text));
            var content = new byte[encrypted.Length];
            using var aes = new AesGcm(_key, tag.Length);
            aes.Decrypt(nonce.Span, encrypted.Span, tag.Span, content, Encoding.UTF8.GetBytes(purpose));
            return JsonSerializer.Deserialize<T>(content);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Encrypted, Memory<byte> Tag) Parts(byte[] all)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return (all.AsMemory(0, nonce), all.AsMemory(nonce, all.Length - nonce - tag), all.AsMemory(all.Length - tag, tag));
    }
}
