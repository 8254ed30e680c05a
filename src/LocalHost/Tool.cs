using System.ComponentModel;
using System.Diagnostics;

namespace LocalHost;

/// <summary>What a command-line tool left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The first line that tells of an error, or else the last one written.</summary>
    public string Complaint
    {
        get
        {
            var lines = $"{Error}\n{Output}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.LastOrDefault() ?? "no output";
        }
    }
}

/// <summary>Runs a command-line tool to its end.</summary>
internal static class Tool
{
    /// <exception cref="LocalHostException">The tool is not on the PATH; the message ends with <paramref name="advice"/>.</exception>
    public static async Task<ToolResult> RunAsync(
        string tool, IEnumerable<string> arguments, string workingDirectory, string advice, CancellationToken cancellationToken)
    {
        using var process = Start(
            new ProcessStartInfo(tool, arguments) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true },
            advice);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
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
