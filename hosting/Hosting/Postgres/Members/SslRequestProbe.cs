using System.Net;
using System.Net.Sockets;
using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>
/// Asks the server whether it does TLS, the only question of the protocol that needs no login. The postmaster must fork to answer, so that a frozen one, whose kernel still accepts connections, is told from
/// a live one.
/// </summary>
internal sealed class SslRequestProbe(int port, TimeProvider time) : IProbe
{
    // Length 8, then the request code 80877103 (PostgreSQL, "Message Formats").
    private static readonly byte[] SslRequest = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

    public async Task<ProbeAnswer> ProbeAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(SupervisorDefaults.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), either.Token);
            await socket.SendAsync(SslRequest, either.Token);
            return await socket.ReceiveAsync(new byte[1], either.Token) == 1 ? ProbeAnswer.Answered : ProbeAnswer.Silent;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // On a busy machine the answer may be there and the thread that reads it late.
            return socket is { Connected: true, Available: > 0 } ? ProbeAnswer.Answered : ProbeAnswer.Silent;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused ? ProbeAnswer.Refused : ProbeAnswer.Silent;
        }
    }
}
