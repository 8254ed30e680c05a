using System.Globalization;

namespace LocalHost.Tests.Support;

/// <summary>The running children of a process, as Linux lists them.</summary>
internal static class ChildProcesses
{
    public static IReadOnlyList<(int Id, string Name)> Of(int parent) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(Read)
            .Where(process => process.Parent == parent)
            .Select(process => (process.Id, process.Name)),
    ];

    // Reads a line such as "4711 (java) S 4700 …". The name can contain blanks and parentheses.
    private static (int Id, string Name, int Parent) Read(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var (open, close) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
            var (id, name, parent) = (stat[..open], stat[(open + 1)..close], stat[(close + 2)..].Split(' ')[1]);
            return (int.Parse(id, CultureInfo.InvariantCulture), name, int.Parse(parent, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // The process ended during the read.
            return default;
        }
    }
}
