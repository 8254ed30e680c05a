using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LocalGateway.Benchmarks;

/// <summary>
/// Sends requests over several connections. Each connection sends its next request when the previous reply has arrived. The load
/// generator and the measured server share one process, so the load generator allocates nothing per request.
/// </summary>
internal sealed class LoadGenerator(Uri url, byte[] request) : IDisposable
{
    private const int Connections = 16;

    private readonly List<Socket> _sockets = [];

    /// <summary>A GET request with the headers of a browser.</summary>
    public static byte[] Get(Uri url) => Encoding.ASCII.GetBytes(string.Join("\r\n",
        $"GET {url.AbsolutePath} HTTP/1.1",
        $"Host: {url.Authority}",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Benchmarks/1.0",
        "Accept: application/json",
        "Accept-Encoding: gzip, deflate, br",
        "Accept-Language: en",
        "\r\n"));

    /// <returns>The number of replies.</returns>
    /// <exception cref="InvalidOperationException">A reply does not have the status 200.</exception>
    public async Task<long> RunAsync(TimeSpan duration)
    {
        // Not before, because DynamoDB Local closes a connection that is not used for half a minute.
        while (_sockets.Count < Connections)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _sockets.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        }

        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var answered = await Task.WhenAll(_sockets.Select(socket => Task.Run(() => RunAsync(socket, end))));
        return answered.Sum();
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private async Task<long> RunAsync(Socket socket, long end)
    {
        var buffer = new byte[16 * 1024];
        var answered = 0L;
        for (; Stopwatch.GetTimestamp() < end; answered++)
        {
            await socket.SendAsync(request);
            var received = 0;
            do
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(received));
                received += count > 0 ? count : throw new InvalidOperationException("The server closed the connection.");
            }
            while (!IsWhole(buffer.AsSpan(0, received)));
        }

        return answered;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        if (!answer.StartsWith("HTTP/1.1 200 "u8))
            throw new InvalidOperationException($"The server answered {Encoding.UTF8.GetString(answer)}");
        var length = answer.IndexOf("Content-Length: "u8);
        if (length < 0 || !Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int body, out _))
            throw new InvalidOperationException("The server's reply has no Content-Length.");
        return answer.Length == head + 4 + body;
    }
}
