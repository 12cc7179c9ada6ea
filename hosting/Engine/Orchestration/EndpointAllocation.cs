using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Ports;

namespace Distribution.Engine.Orchestration;

/// <summary>Gives every endpoint its address. There is no proxy, so the port that clients use is the one that the process listens on.</summary>
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
            var port = endpoint.TargetPort ?? endpoint.Port;
            if (port is null)
            {
                var lease = PortLease.Acquire();
                _leases.Add(lease);
                port = lease.Port;
            }
            else
            {
                EnsureFree(port.Value);
            }

            endpoint.Port = endpoint.TargetPort = port;
            var host = endpoint.TargetHost is "localhost" or "*" or "+" or "0.0.0.0" or "[::]" ? Loopback : endpoint.TargetHost;
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, host, port.Value, targetPortExpression: $"{port}");
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
