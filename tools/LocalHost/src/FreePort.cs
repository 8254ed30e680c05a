using System.Net;
using System.Net.Sockets;

namespace LocalHost;

/// <summary>Checks a port before anything slow starts.</summary>
internal static class FreePort
{
    // A suggested port is near the wanted one.
    private const int Tried = 100;

    /// <param name="port">0 stands for any free port.</param>
    /// <exception cref="LocalHostException">The port is in use or not allowed. The message suggests another one.</exception>
    public static void Ensure(IPAddress address, int port)
    {
        if (Problem(address, port) is not { } problem)
            return;
        var free = problem.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied
            ? Enumerable.Range(port + 1, Tried).FirstOrDefault(other => other <= ushort.MaxValue && Problem(address, other) is null)
            : 0;
        var advice = free == 0 ? "" : $" Port {free} is free: --port {free}.";
        throw new LocalHostException($"Port {port} of {address} cannot be used: {problem.Message}.{advice}", problem);
    }

    private static SocketException? Problem(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception;
        }
    }
}
