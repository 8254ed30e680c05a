namespace LocalHost.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_secret_depends_on_its_name_and_stays_the_same_after_a_restart()
    {
        var secret = DataFolder.Open(_folder.Path).Secret("CursorSigningKey");

        Assert.Matches("^[0-9a-f]{64}$", secret);
        Assert.Equal(secret, DataFolder.Open(_folder.Path).Secret("CursorSigningKey"));
        Assert.NotEqual(secret, DataFolder.Open(_folder.Path).Secret("Other"));
    }

    [Fact]
    public void Hosts_that_start_at_the_same_time_use_the_same_key()
    {
        var secrets = new string[16];

        Parallel.For(0, secrets.Length, index => secrets[index] = DataFolder.Open(_folder.Path).Secret("CursorSigningKey"));

        Assert.Single(secrets.Distinct());
        Assert.Equal([_folder.File("secrets.key")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Only_the_owner_may_read_the_key_file()
    {
        DataFolder.Open(_folder.Path).Secret("CursorSigningKey");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("secrets.key")));
    }

    [Fact]
    public void A_key_file_of_an_earlier_version_stays_in_use()
    {
        File.WriteAllBytes(_folder.File("secrets.key"), [.. Enumerable.Range(0, 32).Select(n => (byte)(n + 200))]);

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(
                [.. Enumerable.Range(0, 32).Select(n => (byte)(n + 200))], "CursorSigningKey"u8)),
            DataFolder.Open(_folder.Path).Secret("CursorSigningKey"));
    }
}
