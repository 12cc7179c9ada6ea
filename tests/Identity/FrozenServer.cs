using System.Net;
using System.Net.Sockets;

namespace Distribution.Identity.Tests;

/// <summary>A server that takes connections and never answers, as a frozen process does.</summary>
internal sealed class FrozenServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FrozenServer() => _listener.Start();

    public string Address => $"http://{_listener.LocalEndpoint}";

    public void Dispose() => _listener.Dispose();
}
