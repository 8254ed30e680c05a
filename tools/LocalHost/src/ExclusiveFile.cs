namespace LocalHost;

/// <summary>A file that only one process has open at a time. So only one of several hosts does a work that needs to be done once.</summary>
internal static class ExclusiveFile
{
    /// <summary>The open file, which disappears when it is disposed; null if another process has it.</summary>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
