using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LocalGateway.Tests.Support;

/// <summary>A response exactly as the gateway sent it. HttpClient would change paths and header names.</summary>
internal sealed record RawResponse(int Status, IReadOnlyList<string> HeaderLines, string Body)
{
    /// <param name="port">The port of the gateway.</param>
    /// <param name="request">The text of the request. It must ask the gateway to close the connection.</param>
    public static async Task<RawResponse> SendAsync(int port, string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        var body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return new(int.Parse(head[0].Split(' ')[1]), head[1..], body);
    }
}
