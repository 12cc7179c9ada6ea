using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Ports;

namespace Distribution.Engine.Orchestration;

/// <summary>Gives every endpoint its address. The engine puts no proxy before it, so the port that clients use is the one that the process listens on, unless the model says that somebody else stands between.</summary>
internal sealed class EndpointAllocation : IDisposable
{
    // Leases are on IPv4, and a client that is given "localhost" may try ::1 first.
    private const string Loopback = "127.0.0.1";
    private readonly List<PortLease> _leases = [];

    /// <summary>Allocates the endpoints of a resource.</summary>
    /// <exception cref="PortInUseException">A fixed port is taken.</exception>
    public void Allocate(IResourceWithEndpoints resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedEndpoint is null))
        {
            var target = endpoint.TargetPort ?? endpoint.Port;
            if (target is null)
            {
                var lease = PortLease.Acquire();
                _leases.Add(lease);
                target = lease.Port;
            }
            else
            {
                EnsureFree(target.Value);
            }

            // Two ports without a proxy: somebody of the model stands between them.
            var port = endpoint is { IsProxied: false, Port: { } asked } ? asked : target.Value;
            (endpoint.Port, endpoint.TargetPort) = (port, target);
            var host = endpoint.TargetHost is "localhost" or "*" or "+" or "0.0.0.0" or "[::]" ? Loopback : endpoint.TargetHost;
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, host, port, targetPortExpression: $"{target}");
        }
    }

    public void Dispose() => _leases.ForEach(lease => lease.Dispose());

    // Not a lease: who fixed the port may hold one for it already, and a lease is exclusive also within a process.
    private static void EnsureFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new PortInUseException(port, PortHolder.Find(port));
        }
    }
}
