namespace LocalHost.Tests;

public sealed class CompiledCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Copies => _folder.File("host");

    private string Copy => Path.Combine(Copies, "one");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_copy_is_complete_as_soon_as_its_folder_exists()
    {
        await WriteAsync(Copy, folder =>
        {
            Assert.False(Directory.Exists(Copy));
            File.WriteAllText(Path.Combine(folder, "LocalHost.dll"), "compiled");
            return true;
        });

        Assert.Equal("compiled", await File.ReadAllTextAsync(Path.Combine(Copy, "LocalHost.dll")));
    }

    [Fact]
    public async Task A_copy_replaces_the_copies_of_older_builds()
    {
        await WriteAsync(Copy, static _ => true);

        await WriteAsync(Path.Combine(Copies, "two"), static _ => true);

        Assert.Equal([Path.Combine(Copies, "two")], Directory.GetFileSystemEntries(Copies));
    }

    [Fact]
    public async Task After_a_failure_no_other_start_of_the_same_build_tries_again()
    {
        await WriteAsync(Copy, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "LocalHost.dll"), "half");
            return false;
        });

        await WriteAsync(Copy, static _ => throw new InvalidOperationException("It was tried again."));

        Assert.Empty(Directory.GetFileSystemEntries(Copy));
    }

    [Fact]
    public async Task A_copy_that_was_interrupted_is_made_again_at_the_next_start()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => WriteAsync(Copy, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "rest"), "half");
            throw new OperationCanceledException();
        }));

        await WriteAsync(Copy, static _ => true);

        Assert.Empty(Directory.GetFileSystemEntries(Copy));
        Assert.Equal([Copy], Directory.GetFileSystemEntries(Copies));
    }

    [Fact]
    public async Task Only_one_of_two_hosts_makes_the_copy()
    {
        var second = 0;

        await CompiledCopy.WriteAsync(
            Copy,
            async (_, _) =>
            {
                await WriteAsync(Copy, _ => ++second > 0);
                return true;
            },
            CancellationToken.None);

        Assert.Equal(0, second);
    }

    private static Task WriteAsync(string folder, Func<string, bool> publish) =>
        CompiledCopy.WriteAsync(folder, (written, _) => Task.FromResult(publish(written)), CancellationToken.None);
}
