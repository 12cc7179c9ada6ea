using System.Net.Sockets;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>HTTP over a socket of this machine, which only those may use who may open the file.</summary>
internal static class UnixSocketHttp
{
    /// <summary>A client of whoever listens on a socket.</summary>
    /// <param name="socket">The socket's file.</param>
    /// <param name="patience">For an answer.</param>
    public static HttpClient Connect(string socket, TimeSpan patience)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, token) =>
            {
                var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await line.ConnectAsync(new UnixDomainSocketEndPoint(socket), token);
                    return new NetworkStream(line, ownsSocket: true);
                }
                catch
                {
                    line.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://localhost/"), Timeout = patience };
    }
}
