using System.Net.Sockets;

namespace Distribution.Drills.Workloads;

/// <summary>
/// A connection that breaks when its peer's machine is gone, as a careful client's does: whoever is lost with a node sends nothing, not even that it is closed, and a request that had reached it would wait for as long as its sender has patience.
/// A peer that only takes long is not given up: its kernel answers for it.
/// </summary>
internal static class WatchedConnection
{
    /// <summary>2 s without any sign of life: as long as a connect may take.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <summary>TCP_USER_TIMEOUT of tcp(7), in milliseconds: how long what was sent may stay unacknowledged, and how long keep-alives may go unanswered. .NET has no name for it.</summary>
    private const int TcpUserTimeout = 18;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 1);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);
            socket.SetRawSocketOption((int)ProtocolType.Tcp, TcpUserTimeout, BitConverter.GetBytes((int)Silence.TotalMilliseconds));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
