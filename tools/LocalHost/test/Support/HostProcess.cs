using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace LocalHost.Tests.Support;

/// <summary>LocalHost as a separate program, as <c>dev.cs</c> starts it. Disposing kills the process if it still runs.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Task _ended;

    private HostProcess(Process process)
    {
        _process = process;
        _ended = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync(), process.WaitForExitAsync());
    }

    public int Id => _process.Id;

    public static HostProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static HostProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A test run in the background of a shell ignores some signals, and its children would ignore them too.
        var host = Path.Combine(AppContext.BaseDirectory, "LocalHost.dll");
        var dotnet = Path.GetFullPath("../../../dotnet", RuntimeEnvironment.GetRuntimeDirectory());
        var startInfo = new ProcessStartInfo("env", ["--default-signal", dotnet, host, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        startInfo.Environment.Remove(LocalHost.LocalEndpoint.Variable);
        foreach (var (name, value) in environment)
            startInfo.Environment[name] = value;
        return new HostProcess(Process.Start(startInfo)!);
    }

    /// <summary>Waits for a line of standard output that contains a text.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        await foreach (var line in _output.Reader.ReadAllAsync(patience.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The host ended without a line with '{text}': {string.Join('\n', _errors)}");
    }

    /// <summary>Waits for the exit. Returns the unread lines of standard output and the lines of standard error.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> EndAsync()
    {
        await _ended.WaitAsync(Patience.Limit);
        return (_process.ExitCode, await _output.Reader.ReadAllAsync().ToListAsync(), [.. _errors]);
    }

    public Task SignalAsync(string signal) => SignalAsync(_process.Id, signal);

    public static async Task SignalAsync(int processId, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>The first address in a line.</summary>
    public static Uri AddressIn(string line) => new(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));

    /// <summary>Waits until the server closes the connection, as it does when it exits.</summary>
    public static async Task HangsUpAsync(Socket connection)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        try
        {
            Assert.Equal(0, await connection.ReceiveAsync(new byte[1], patience.Token));
        }
        catch (SocketException exception)
        {
            Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
        }
    }

    public static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        return socket;
    }

    public static async Task AssertNobodyListensAsync(Uri address)
    {
        var exception = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(address));
        Assert.Equal(SocketError.ConnectionRefused, exception.SocketErrorCode);
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _output.Writer.TryWrite(line);
        _output.Writer.Complete();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            _errors.Enqueue(line);
    }
}
