using System.Security.Cryptography;
using LocalGateway.Model;
using Microsoft.IdentityModel.Tokens;

namespace LocalGateway.Authorization;

/// <summary>
/// The key of a local user pool. The data folder keeps it, so tokens stay valid after a restart. Another process
/// (<c>dotnet dev.cs token</c>) can also sign tokens that this one accepts.
/// </summary>
internal sealed class UserPoolKey
{
    private UserPoolKey(UserPool pool, RSA rsa)
    {
        Pool = pool;
        SecurityKey = new RsaSecurityKey(rsa);
        SecurityKey.KeyId = Base64UrlEncoder.Encode(SecurityKey.ComputeJwkThumbprint());
    }

    public UserPool Pool { get; }

    public RsaSecurityKey SecurityKey { get; }

    /// <summary>Reads the pool's key, or creates it.</summary>
    /// <exception cref="GatewayException">The folder or the file cannot be used.</exception>
    public static UserPoolKey Open(UserPool pool, string dataFolder)
    {
        var path = Path.Combine(dataFolder, "user-pools", pool.PoolId + ".pem");
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(SecretFile.ReadOrCreateText(path, Generate));
            return new(pool, rsa);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new GatewayException(
                $"The key of the user pool {pool.LogicalId} in {path} cannot be used: {exception.Message}", exception);
        }
    }

    private static string Generate()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
