using System.Security.Cryptography;
using System.Text;
using LocalGateway;

namespace LocalHost;

/// <summary>Data that survives a restart: the database, the keys of the user pools, the secrets that the cloud would generate.</summary>
internal sealed class DataFolder
{
    private const int KeyBytes = 32;
    private readonly Lazy<byte[]> _key;

    private DataFolder(string path)
    {
        FullPath = path;
        _key = new(() => Guarded(
            path, () => SecretFile.ReadOrCreate(Path.Combine(path, "secrets.key"), static () => RandomNumberGenerator.GetBytes(KeyBytes))));
    }

    public string FullPath { get; }

    /// <exception cref="LocalHostException">The folder does not exist and cannot be created.</exception>
    public static DataFolder Open(string path)
    {
        var fullPath = Path.GetFullPath(path);
        return Guarded(fullPath, () =>
        {
            Directory.CreateDirectory(fullPath);
            return new DataFolder(fullPath);
        });
    }

    /// <summary>The folder of the database, created if it does not exist.</summary>
    public string Database() => Guarded(FullPath, () => Directory.CreateDirectory(Path.Combine(FullPath, "dynamodb")).FullName);

    /// <summary>Locks the database for this process until the result is disposed. A killed process releases the lock too.</summary>
    /// <exception cref="LocalHostException">Another process has the lock, or the folder cannot be written.</exception>
    public IDisposable LockDatabase()
    {
        try
        {
            return new FileStream(Path.Combine(Database(), "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException(
                $"The data folder {FullPath} is in use by another host or cannot be written ({exception.Message}). "
                + "Stop that host, or start with --data DIR or --in-memory.",
                exception);
        }
    }

    /// <summary>The value of a generated secret: 64 hexadecimal digits, the same for a name at every start.</summary>
    public string Secret(string name) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(name)));

    private static T Guarded<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The data folder {path} cannot be used: {exception.Message}", exception);
        }
    }
}
