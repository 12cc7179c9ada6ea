using System.Net;
using System.Net.Sockets;
using Distribution.Machine.Ports;

namespace Distribution.Machine.Tests;

public sealed class PortLeaseTests
{
    [Fact]
    public void Leases_held_at_once_never_share_a_port()
    {
        var leases = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(16).Select(_ => PortLease.Acquire()).ToArray();
        try
        {
            Assert.Equal(leases.Length, leases.Select(lease => lease.Port).Distinct().Count());
        }
        finally
        {
            Array.ForEach(leases, lease => lease.Dispose());
        }
    }

    [Fact]
    public void Leased_port_can_be_bound_by_a_server()
    {
        using var lease = PortLease.Acquire();
        using var listener = new TcpListener(IPAddress.Loopback, lease.Port);

        listener.Start();

        Assert.Equal(lease.Port, ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    [Fact]
    public void Fixed_port_that_is_taken_is_refused_and_names_its_holder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = Assert.Throws<PortInUseException>(() => PortLease.Acquire(port));

        Assert.Equal(Environment.ProcessId, refusal.Holder?.Pid);
        Assert.Contains($"Port {port} is in use by pid {Environment.ProcessId}", refusal.Message);
    }

    [Fact]
    public void Ended_lease_frees_the_port()
    {
        int port;
        using (var first = PortLease.Acquire())
        {
            port = first.Port;
            Assert.Throws<PortInUseException>(() => PortLease.Acquire(port));
        }

        using var second = PortLease.Acquire(port);

        Assert.Equal(port, second.Port);
    }
}
