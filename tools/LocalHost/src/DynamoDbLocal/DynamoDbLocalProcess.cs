using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace LocalHost.DynamoDbLocal;

/// <summary>
/// A running DynamoDB Local, on loopback unless another address is given. Disposing stops it. If this process is killed,
/// the server notices the end of its standard input and exits.
/// </summary>
public sealed class DynamoDbLocalProcess : IAsyncDisposable
{
    private const int KeptLines = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly IPAddress _address;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lastLines = new();
    private int _isDisposed;

    private DynamoDbLocalProcess(Process process, IPAddress address)
    {
        (_process, _address) = (process, address);
        Exited = ExitedAsync();
    }

    /// <summary>Completes when the server has exited for any reason. The result is a line that describes the exit.</summary>
    public Task<string> Exited { get; }

    /// <summary>The address at which programs on this machine reach the server.</summary>
    public Uri Endpoint => _listening.Task.Result;

    public int ProcessId => _process.Id;

    /// <summary>
    /// Starts the DynamoDBLocal.jar in <paramref name="packageFolder"/> on the data in the existing <paramref name="databaseFolder"/>;
    /// null keeps the data in memory. It listens on <paramref name="listen"/>, or on a free port of 127.0.0.1; port 0 takes a free one.
    /// </summary>
    /// <exception cref="LocalHostException">
    /// The server cannot listen on the address, Java is missing or too old, or the server did not start.
    /// </exception>
    public static Task<DynamoDbLocalProcess> StartAsync(
        string packageFolder, string? databaseFolder, CancellationToken cancellationToken, IPEndPoint? listen = null) =>
        StartAsync(packageFolder, databaseFolder, ClassArchive.Arguments(packageFolder), listen, cancellationToken);

    /// <summary>Starts a server in memory with these arguments for Java and stops it. True if Java ended without an error.</summary>
    /// <exception cref="LocalHostException">Java is missing or too old, or the server did not start.</exception>
    internal static async Task<bool> RunOnceAsync(string packageFolder, IReadOnlyList<string> java, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(packageFolder, databaseFolder: null, java, listen: null, cancellationToken);
        using (var client = LocalEndpoint.CreateClient(server.Endpoint))
            await Rehearsal.RunAsync(client, cancellationToken);
        server._process.StandardInput.Close();
        await server.Exited.WaitAsync(cancellationToken);
        return server._process.ExitCode == 0;
    }

    private static async Task<DynamoDbLocalProcess> StartAsync(
        string packageFolder, string? databaseFolder, IReadOnlyList<string> java, IPEndPoint? listen, CancellationToken cancellationToken)
    {
        listen ??= new IPEndPoint(IPAddress.Loopback, 0);
        FreePort.Ensure(listen.Address, listen.Port);
        string[] arguments =
        [
            // A fast start matters more here than maximum throughput.
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            // Log4j's larger logger takes a fifth of the start. Both print errors only.
            "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
            "-Dorg.eclipse.jetty.LEVEL=WARN", "-Dorg.eclipse.jetty.util.log.announce=false",
            "-Djava.library.path=DynamoDBLocal_lib", .. java,
            "org.eclipse.jetty.xml.XmlConfiguration",
            Path.Combine(AppContext.BaseDirectory, "DynamoDbLocal", "dynamodb-local.xml"),
            $"host={listen.Address}", $"port={listen.Port}",
            .. databaseFolder is null ? ["inMemory=true"] : new[] { "inMemory=false", $"dbPath={Path.GetFullPath(databaseFolder)}" },
        ];
        var server = new DynamoDbLocalProcess(StartJava(arguments, packageFolder), listen.Address);
        try
        {
            await server.ListeningAsync(cancellationToken);
            return server;
        }
        catch
        {
            // It has no data to lose yet. Before it listens, it does not notice that it should end.
            server._process.Kill(entireProcessTree: true);
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            _process.StandardInput.Close();
            if (await Task.WhenAny(Exited, Task.Delay(StopLimit)) != Exited)
                _process.Kill(entireProcessTree: true);
            await Exited;
        }

        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        _process.Dispose();
    }

    private static Process StartJava(string[] arguments, string packageFolder) => Tool.Start(
        new ProcessStartInfo("java", arguments)
        {
            WorkingDirectory = packageFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        },
        $"DynamoDB Local needs Java 17 or later. Install it, or set {LocalEndpoint.Variable} to the URL of a running DynamoDB Local.");

    private async Task ListeningAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await Task.WhenAny(_listening.Task, Exited).WaitAsync(StartLimit, cancellationToken) == Exited)
                throw new LocalHostException($"DynamoDB Local did not start: {await Exited}");
        }
        catch (TimeoutException exception)
        {
            throw new LocalHostException($"DynamoDB Local did not answer within {StartLimit.TotalSeconds:0} s: {Said()}", exception);
        }
    }

    private async Task<string> ExitedAsync()
    {
        await Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError), _process.WaitForExitAsync());
        return $"java exited with code {_process.ExitCode}: {Said()}";
    }

    // "All interfaces" is an address to listen on. Clients cannot call it.
    private static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;

    private string Said() => _lastLines.IsEmpty ? "no output" : string.Join(" | ", _lastLines);

    // Reads to the end, also after the start, because a full pipe would block the server.
    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            // The server prints the machine's host name for the address.
            if (Uri.TryCreate(line, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp)
                _listening.TrySetResult(new UriBuilder(Uri.UriSchemeHttp, $"{Reachable(_address)}", address.Port).Uri);
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
                _lastLines.TryDequeue(out _);
        }
    }
}
