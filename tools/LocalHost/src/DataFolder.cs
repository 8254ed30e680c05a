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

    /// <summary>
    /// Whether a seeding of this database began and did not end, because the program was stopped. <paramref name="database"/>: what
    /// distinguishes it from other databases, such as its endpoint and table names.
    /// </summary>
    public bool IsSeedingInterrupted(string database) => File.Exists(SeedingMark(database));

    /// <summary>Must be called before the first item.</summary>
    public void BeginSeeding(string database) => Guarded(FullPath, () =>
    {
        File.WriteAllText(SeedingMark(database), "The seeding of a database has begun. The next start completes it.\n");
        return true;
    });

    /// <summary>Must be called after the last item.</summary>
    public void EndSeeding(string database) => Guarded(FullPath, () =>
    {
        File.Delete(SeedingMark(database));
        return true;
    });

    /// <summary>What the last start wrote about the tables of this database; empty if there is nothing.</summary>
    public string RememberedTables() => Guarded(FullPath, () => File.Exists(TablesMark) ? File.ReadAllText(TablesMark) : "");

    /// <summary>The mark is in the folder of the database, so it is deleted with it.</summary>
    public void RememberTables(string tables) => Guarded(FullPath, () =>
    {
        Database();
        File.WriteAllText(TablesMark, tables);
        return true;
    });

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

    private string TablesMark => Path.Combine(FullPath, "dynamodb", "tables");

    private string SeedingMark(string database) =>
        Path.Combine(FullPath, $"seeding-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..8]}");

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
