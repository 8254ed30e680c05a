using LocalHost.Live;

namespace LocalHost.Tests;

public sealed class FileStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_the_same_length_and_time_but_with_another_content_has_changed()
    {
        var file = _folder.Write("file", "one");
        var written = File.GetLastWriteTimeUtc(file);
        var stamp = new FileStamp(file);
        Assert.False(stamp.HasChanged);

        File.WriteAllText(file, "two");
        File.SetLastWriteTimeUtc(file, written);

        Assert.True(stamp.HasChanged);
    }

    [Fact]
    public void The_content_of_an_old_file_is_not_read_again()
    {
        var file = _folder.Write("file", "one");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
        var stamp = new FileStamp(file);

        using var locked = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);

        Assert.False(stamp.HasChanged);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_appears_or_disappears_has_changed(bool exists)
    {
        var file = exists ? _folder.Write("file", "one") : _folder.File("file");
        var stamp = new FileStamp(file);
        Assert.False(stamp.HasChanged);

        if (exists)
            File.Delete(file);
        else
            _folder.Write("file", "one");

        Assert.True(stamp.HasChanged);
    }

    [Fact]
    public void A_folder_with_a_new_name_in_it_has_changed()
    {
        var time = Directory.GetLastWriteTimeUtc(_folder.Path);
        var stamp = new FileStamp(_folder.Path);
        Assert.False(stamp.HasChanged);

        _folder.Write("file", "");
        Directory.SetLastWriteTimeUtc(_folder.Path, time);

        Assert.True(stamp.HasChanged);
    }
}
