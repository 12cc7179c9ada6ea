using System.Net.Sockets;
using Distribution.Machine.State;

namespace Distribution.Hosting.Tests.Control;

internal static class ControlClient
{
    /// <summary>A client of the control channel of the topology whose state folder this is.</summary>
    public static HttpClient To(StateFolder folder) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.ControlSocket), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = new("http://apphost"),
    };
}
