using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Distribution.Machine.Ports;

/// <summary>
/// A loopback TCP port that this process alone may hand to a server it is about to start.
/// </summary>
/// <remarks>
/// A free port that is found by binding to port 0 and released again can be taken by anybody before the server binds it. Two things close that race:
/// leased ports lie below the kernel's ephemeral range (32768 and up), so no outgoing connection takes one; and a lease holds an advisory lock on a file named
/// after the port for as long as this process lives, so no other topology or test run leases it too.
/// </remarks>
public sealed class PortLease : IDisposable
{
    /// <summary>The lowest port that is leased: above the well-known server ports that developers run by hand.</summary>
    public const int First = 20000;

    /// <summary>The highest port that is leased: below Linux's ephemeral range, which starts at 32768.</summary>
    public const int Last = 29999;

    private const int Attempts = 2000;
    private readonly FileStream? _lock;

    private PortLease(int port, FileStream? held)
    {
        Port = port;
        _lock = held;
    }

    /// <summary>The leased port.</summary>
    public int Port { get; }

    /// <summary>Leases a free port between <see cref="First"/> and <see cref="Last"/>.</summary>
    /// <exception cref="IOException">No port could be leased.</exception>
    public static PortLease Acquire()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryAcquire(RandomNumberGenerator.GetInt32(First, Last + 1)) is { } lease)
            {
                return lease;
            }
        }

        throw new IOException($"No free port between {First} and {Last} on loopback after {Attempts} attempts: stop topologies that are no longer needed (./distribution down --name NAME).");
    }

    /// <summary>Leases the given port.</summary>
    /// <param name="port">1 to 65535.</param>
    /// <exception cref="PortInUseException">Somebody listens on it; the message names who.</exception>
    public static PortLease Acquire(int port)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        return TryAcquire(port) ?? throw new PortInUseException(port, PortHolder.Find(port));
    }

    /// <summary>Ends the lease. The port's server should be gone by then.</summary>
    public void Dispose() => _lock?.Dispose();

    private static PortLease? TryAcquire(int port)
    {
        var held = PortLockFile.TryOpen(port);
        if (held is not null && CanBind(port))
        {
            return new PortLease(port, held);
        }

        held?.Dispose();
        return null;
    }

    private static bool CanBind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // Linux: a port in TIME_WAIT is free for a server, one that is listened on is not.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
