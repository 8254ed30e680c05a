using System.ComponentModel;
using System.Diagnostics;

namespace LocalHost;

/// <summary>The result of a command-line tool.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>
    /// The tool's error in one line: the start of its standard error, or else the first line of standard output that reports an error
    /// (as with the .NET SDK), or else the last line.
    /// </summary>
    public string Complaint => Lines(Error) is { Length: > 0 } errors
        ? string.Join(" ", errors.Take(2))
        : Lines(Output).FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))
            ?? Lines(Output).LastOrDefault()
            ?? "it printed nothing";

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Runs a command-line tool until it exits.</summary>
internal static class Tool
{
    /// <exception cref="LocalHostException">The tool is not on the PATH; the message ends with <paramref name="advice"/>.</exception>
    public static async Task<ToolResult> RunAsync(
        string tool,
        IEnumerable<string> arguments,
        string workingDirectory,
        string advice,
        CancellationToken cancellationToken,
        ProcessPriorityClass priority = ProcessPriorityClass.Normal)
    {
        using var process = Start(
            new ProcessStartInfo(tool, arguments)
            {
                WorkingDirectory = workingDirectory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            advice);
        try
        {
            if (priority != ProcessPriorityClass.Normal)
                process.PriorityClass = priority;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    /// <exception cref="LocalHostException">The tool is not on the PATH; the message ends with <paramref name="advice"/>.</exception>
    public static Process Start(ProcessStartInfo startInfo, string advice)
    {
        try
        {
            return Process.Start(startInfo)!;
        }
        catch (Win32Exception exception)
        {
            throw new LocalHostException($"'{startInfo.FileName}' cannot be started ({exception.Message}). {advice}", exception);
        }
    }
}
