namespace LocalHost.Live;

/// <summary>The program of <c>--sync</c>, which makes a template from <c>.vtl</c> files.</summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="folder">The folder in which it runs.</param>
internal sealed class SyncProgram(IReadOnlyList<string> command, string folder)
{
    private const string Prefix = "error: ";

    /// <exception cref="LocalHostException">The program refuses the files. The message is the program's own.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(command[0], command.Skip(1), folder, "Check the program of --sync.", cancellationToken);
        if (result.ExitCode != 0)
            throw new LocalHostException(result.Error.Trim() is { Length: > 0 } error ? WithoutPrefix(error) : result.Complaint);
    }

    /// <summary>The report of the host says that these are errors.</summary>
    private static string WithoutPrefix(string error) =>
        string.Join('\n', error.Split('\n').Select(line => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line));
}
