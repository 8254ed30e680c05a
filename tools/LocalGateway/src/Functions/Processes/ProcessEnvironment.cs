using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Amazon.Lambda.Core;

namespace LocalGateway.Functions.Processes;

/// <summary>A function's program in a process of its own, which serves one request at a time.</summary>
internal sealed class ProcessEnvironment : IFunctionEnvironment
{
    private const string Shell = "/bin/sh";

    // The host's end kills the program: then the pipe at file descriptor 3 ends without a line. Ctrl+C ends only the host. It ends the
    // program when its requests have their answers. $$ is the process id of the program, because exec keeps it.
    private const string EndWithHost =
        """trap '' INT; exec 3<&0; { read -r ended <&3 || kill -KILL $$; } >/dev/null 2>&1 & exec "$@" </dev/null 3<&-""";

    // Everything else of the host's environment is hidden from the function, as in Lambda.
    private static readonly string[] HostVariables =
    [
        "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "HOME", "LD_LIBRARY_PATH", "PATH", "SSL_CERT_DIR", "SSL_CERT_FILE",
        "TEMP", "TMP", "TMPDIR", "APPDATA", "LOCALAPPDATA", "PATHEXT", "SystemDrive", "SystemRoot", "USERPROFILE", "windir",
    ];

    private readonly RuntimeApi _api;
    private readonly Process _process;
    private readonly TimeProvider _timeProvider;
    private readonly bool _hasShell;
    private volatile FunctionLogger _logger;
    private int _isEnding;
    private volatile bool _hasExited;

    private ProcessEnvironment(
        RuntimeApi api, Process process, bool hasShell, string logStream, FunctionLogger logger, TimeProvider timeProvider)
    {
        (_api, _process, _hasShell, LogStream, _logger, _timeProvider) = (api, process, hasShell, logStream, logger, timeProvider);
        Ended = WatchAsync();
    }

    public string LogStream { get; }

    /// <summary>The program has its own serializer.</summary>
    public ILambdaSerializer? Serializer => null;

    public bool IsUsable => _isEnding == 0 && !_hasExited;

    public string Memory
    {
        get
        {
            try
            {
                _process.Refresh();
                return string.Create(CultureInfo.InvariantCulture, $"Max Memory Used: {_process.PeakWorkingSet64 >> 20} MB");
            }
            catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
            {
                return "Max Memory Used: unknown, the process has ended";
            }
        }
    }

    /// <summary>Completes when the process has ended and all its output is in the log.</summary>
    public Task Ended { get; }

    /// <summary>Starts the program. It is ready when <see cref="InitializedAsync"/> completes.</summary>
    /// <param name="start">The program.</param>
    /// <param name="folder">The folder of its code, in which it runs.</param>
    /// <param name="variables">The function's variables.</param>
    /// <param name="logStream">The name of the log stream.</param>
    /// <param name="logger">Receives the program's output until the first invocation.</param>
    /// <param name="timeProvider">The clock of deadlines.</param>
    /// <exception cref="FunctionErrorException">The program cannot be started.</exception>
    public static async Task<ProcessEnvironment> StartAsync(
        ProgramStart start,
        string folder,
        IReadOnlyDictionary<string, string> variables,
        string logStream,
        FunctionLogger logger,
        TimeProvider timeProvider)
    {
        var api = await RuntimeApi.StartAsync();
        var hasShell = File.Exists(Shell);
        string[] command = [start.FileName, .. start.Arguments];
        var startInfo = hasShell
            ? new ProcessStartInfo(Shell, ["-c", EndWithHost, "function", .. command])
            : new ProcessStartInfo(start.FileName, start.Arguments);
        startInfo.WorkingDirectory = folder;
        startInfo.RedirectStandardInput = startInfo.RedirectStandardOutput = startInfo.RedirectStandardError = true;
        SetVariables(startInfo, folder, variables, logStream, api.Address);
        try
        {
            return new(api, Process.Start(startInfo)!, hasShell, logStream, logger, timeProvider);
        }
        catch (Win32Exception exception)
        {
            await api.DisposeAsync();
            throw new FunctionErrorException("Runtime.InvalidEntrypoint", $"{start.FileName}: {exception.Message}", []);
        }
    }

    /// <summary>Completes when the program asks for its first event.</summary>
    /// <exception cref="FunctionErrorException">The program reports an error, or it ends.</exception>
    public Task InitializedAsync() => _api.Initialized;

    public async Task InvokeAsync(ReadOnlyMemory<byte> payload, LambdaContext context, FunctionLogger logger, Stream output)
    {
        _logger = logger;
        var invocation = new RuntimeInvocation(payload, context, _timeProvider.GetUtcNow() + context.RemainingTime);
        await output.WriteAsync(await _api.InvokeAsync(invocation));
    }

    public void End() => _ = EndAsync();

    /// <summary>Kills the process and waits for its end. Lambda does not ask a program to end either.</summary>
    public async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _isEnding, 1) == 0)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
            {
                // It has ended already.
            }
        }

        await Ended;
    }

    private static void SetVariables(
        ProcessStartInfo startInfo, string folder, IReadOnlyDictionary<string, string> variables, string logStream, string runtimeApi)
    {
        var kept = HostVariables.Where(startInfo.Environment.ContainsKey).ToDictionary(name => name, name => startInfo.Environment[name]);
        startInfo.Environment.Clear();
        foreach (var (name, value) in kept)
            startInfo.Environment[name] = value;
        startInfo.Environment["LANG"] = "en_US.UTF-8";
        startInfo.Environment["TZ"] = ":UTC";
        // A function for an older .NET runs on the newest one of this machine, as in-process functions do.
        startInfo.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        foreach (var (name, value) in variables)
            startInfo.Environment[name] = value;
        startInfo.Environment["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream;
        startInfo.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        startInfo.Environment["LAMBDA_TASK_ROOT"] = folder;
    }

    private async Task WatchAsync()
    {
        await Task.Yield();
        var output = Task.WhenAll(LogAsync(_process.StandardOutput), LogAsync(_process.StandardError));
        await _process.WaitForExitAsync();
        _hasExited = true;
        var reason = Reason(_process.ExitCode);
        if (_isEnding == 0)
            _logger.Write(reason);
        _api.End(new("Runtime.ExitError", reason, []));
        if (_hasShell)
            await SayEndedAsync();
        await output;
        await _api.DisposeAsync();
        _process.Dispose();
    }

    // The shell's watch over the host ends without killing a process that has the same id by then.
    private async Task SayEndedAsync()
    {
        try
        {
            await _process.StandardInput.WriteAsync("ended\n");
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The watch was killed with the program.
        }
    }

    private async Task LogAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
            _logger.LogOutput(line);
    }

    // Lambda's texts.
    private static string Reason(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        128 + 6 => "Runtime exited with error: signal: aborted",
        128 + 9 => "Runtime exited with error: signal: killed",
        128 + 11 => "Runtime exited with error: signal: segmentation fault",
        _ => FormattableString.Invariant($"Runtime exited with error: exit status {exitCode}"),
    };
}
