using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaCrud.Storage;

namespace LambdaCrud.Tests.Support;

/// <summary>
/// A DynamoDB on a real connection. It receives each write completely, sends the given number of bad answers, and then good ones.
/// Calls without a write get a good answer.
/// </summary>
internal sealed class FaultyDynamoDb : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _bodies = [];
    private readonly Queue<Fault> _faults;
    private readonly string _good;

    /// <param name="good">The body of a good answer.</param>
    public FaultyDynamoDb(string good, IEnumerable<Fault> faults)
    {
        _good = Head(200, good.Length) + good;
        _faults = new Queue<Fault>(faults);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The bodies of the calls that arrived.</summary>
    public IReadOnlyList<string> Bodies
    {
        get
        {
            lock (_bodies)
                return [.. _bodies];
        }
    }

    /// <summary>A client without a short timeout, so that a slow machine does not cause a fault.</summary>
    public IAmazonDynamoDB Client(int maxRetries)
    {
        var config = DynamoDb.Configure(maxRetries, TimeSpan.FromMinutes(5));
        config.ServiceURL = $"http://{_listener.LocalEndpoint}";
        return new DynamoDbClient(new BasicAWSCredentials("id", "secret"), config);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using var closed = connection;
        var buffer = new byte[65_536];
        var received = "";
        while (await connection.ReceiveAsync(buffer) is var count and > 0)
        {
            received += Encoding.UTF8.GetString(buffer, 0, count);
            if (!IsWhole(received, out var body))
                continue;
            received = "";
            var fault = Take(body);
            await connection.SendAsync(Encoding.UTF8.GetBytes(fault?.Answer ?? _good));
            if (fault is null or { End: End.Keep })
                continue;
            if (fault.End == End.Reset)
                connection.LingerState = new LingerOption(enable: true, seconds: 0);
            return;
        }
    }

    private Fault? Take(string body)
    {
        lock (_bodies)
        {
            _bodies.Add(body);
            return body != "{}" && _faults.TryDequeue(out var fault) ? fault : null;
        }
    }

    private static bool IsWhole(string request, out string body)
    {
        const string Length = "Content-Length: ";
        body = "";
        if (request.Split("\r\n\r\n", 2) is not [var head, var sent])
            return false;
        body = sent;
        return sent.Length == int.Parse(head.Split(Length)[1].Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private static string Head(int status, int length, string more = "") => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.0\r\n{more}Content-Length: {length}\r\n\r\n");

    /// <summary>What happens after the answer.</summary>
    public enum End
    {
        Keep,
        Close,
        Reset,
    }

    /// <param name="Answer">The bytes that are sent.</param>
    public sealed record Fault(string Answer, End End)
    {
        /// <summary>The call arrived, but the answer does not show its result.</summary>
        public static IReadOnlyDictionary<string, Fault> Undecided { get; } = new Dictionary<string, Fault>
        {
            ["no answer"] = new("", End.Close),
            ["no answer, reset"] = new("", End.Reset),
            ["cut in the status line"] = new("HTTP/1.1 20", End.Close),
            ["cut in the head"] = new("HTTP/1.1 200 OK\r\nContent-Le", End.Close),
            ["cut in the head, reset"] = new("HTTP/1.1 200 OK\r\nContent-Le", End.Reset),
            ["not HTTP"] = new("hello\r\n\r\n", End.Close),
            ["cut before the body"] = new(Head(200, 20), End.Close),
            ["cut in the body"] = new(Head(200, 20) + "{\"Attribu", End.Close),
            ["cut in the body, reset"] = new(Head(200, 20) + "{\"Attribu", End.Reset),
            ["cut in a chunk"] = new("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"Attribu", End.Close),
            ["cut without a length"] = new("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"Attribu", End.Close),
            ["half a text"] = new(Head(200, 9) + "{\"Attribu", End.Keep),
            ["no text"] = new(Head(200, 0), End.Keep),
            ["another checksum"] = new(Head(200, 2, "x-amz-crc32: 1\r\n") + "{}", End.Keep),
            ["a page of a proxy"] = new(Head(200, 6) + "<html>", End.Keep),
            ["an error cut in its body"] = new(Head(400, 200) + "{\"__type\":\"com.amazonaws.dyn", End.Close),
            ["an error cut without a length"] = new("HTTP/1.1 400 X\r\nConnection: close\r\n\r\n{\"__type\":\"com.amazonaws.dyn", End.Close),
            ["a proxy's 400"] = new(Head(400, 6) + "<html>", End.Keep),
            ["a proxy's 408"] = new(Head(408, 0), End.Keep),
            ["a redirect"] = new(Head(307, 0, "Location: /\r\n"), End.Keep),
            ["500 after the write"] = new(Head(500, 2) + "{}", End.Keep),
            ["501"] = new(Head(501, 0), End.Keep),
            ["503 of a proxy"] = new(Head(503, 6) + "<html>", End.Keep),
        };
    }
}
