using LocalHost.DynamoDbLocal;

namespace LocalHost.Tests;

public sealed class DynamoDbLocalDownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_simultaneous_fetches_leave_one_complete_package_and_nothing_else()
    {
        var folders = await Task.WhenAll(FetchAsync(), FetchAsync());

        Assert.Equal(folders[0], folders[1]);
        Assert.Equal([folders[0]], Directory.GetFileSystemEntries(_folder.Path));
        Assert.True(File.Exists(Path.Combine(folders[0], "DynamoDBLocal.jar")));
        Assert.True(File.Exists(Path.Combine(folders[0], "DynamoDBLocal_lib", "libsqlite4java-linux-amd64.so")));

        Task<string> FetchAsync() => DynamoDbLocalDownload.FetchAsync(_folder.Path, static _ => { }, CancellationToken.None);
    }

    [Fact]
    public async Task A_package_in_the_cache_folder_is_not_fetched_again()
    {
        var folder = await LocalDynamoDb.PackageFolderAsync();

        Assert.Equal(folder, await DynamoDbLocalDownload.FetchAsync(
            DynamoDbLocalDownload.DefaultCacheFolder, line => Assert.Fail(line), CancellationToken.None));
    }

    [Fact]
    public async Task An_archive_with_the_wrong_hash_is_refused_and_not_unpacked()
    {
        var archive = _folder.Write("package.tgz", "not the package");
        var target = _folder.File("unpacked");

        var exception = await Assert.ThrowsAsync<LocalHostException>(
            () => DynamoDbLocalDownload.UnpackAsync(archive, target, CancellationToken.None));

        Assert.Contains("has another SHA-512 than expected", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }
}
