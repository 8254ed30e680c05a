using System.Security.Cryptography;
using ApiGateway.Model;
using Microsoft.IdentityModel.Tokens;

namespace ApiGateway.Authorization;

/// <summary>
/// The key of a local user pool. It is kept in the data folder, so that tokens outlive a restart and another process
/// (<c>dotnet dev.cs token</c>) signs what this one accepts.
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

    /// <summary>Reads the pool's key, or makes it; of several processes that do this at once, one makes it for all.</summary>
    /// <exception cref="LocalGatewayException">The folder or the file cannot be used.</exception>
    public static UserPoolKey Open(UserPool pool, string dataFolder)
    {
        var path = Path.Combine(dataFolder, "user-pools", pool.PoolId + ".pem");
        try
        {
            if (!File.Exists(path))
                Create(path);
            var rsa = RSA.Create();
            rsa.ImportFromPem(File.ReadAllText(path));
            return new(pool, rsa);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new LocalGatewayException(
                $"The key of the user pool {pool.LogicalId}, {path}, cannot be used: {exception.Message}", exception);
        }
    }

    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        using (var rsa = RSA.Create(2048))
        using (var writer = new StreamWriter(new FileStream(draft, OwnerOnly())))
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        try
        {
            // Whole or not at all, and never over another's.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
