using System.Net;
using System.Net.Sockets;
using Distribution.Machine.Ports;

namespace Distribution.Relay.Tests;

/// <summary>A member that answers what it is sent, and remembers what arrived.</summary>
internal sealed class EchoMember : IAsyncDisposable
{
    private readonly PortLease _port = PortLease.Acquire();
    private readonly PortLease _target = PortLease.Acquire();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private int _accepted;
    private int _received;
    private int _reset;

    public EchoMember(string name)
    {
        Route = new Route(name, _port.Port, _target.Port);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, Route.Target));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public Route Route { get; }

    public int Accepted => _accepted;

    public int Received => _received;

    public int Resets => _reset;

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _port.Dispose();
        _target.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task EchoAsync(Socket client)
    {
        using var ended = client;
        Interlocked.Increment(ref _accepted);
        try
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await client.ReceiveAsync(buffer)) > 0;)
            {
                Interlocked.Add(ref _received, read);
                await client.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (SocketException)
        {
            Interlocked.Increment(ref _reset);
        }
    }
}
